using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ConnectorBuild.LocalCloud.Apis;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Requests;
using ConnectorBuild.LocalCloud.Runtime.Calls;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using ConnectorBuild.LocalCloud.SignIn;

namespace ConnectorBuild.LocalCloud.Management;

/// <summary>What host and client tell each other.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SignInResult))]
[JsonSerializable(typeof(FaultRule))]
[JsonSerializable(typeof(JsonArray))]
[JsonSerializable(typeof(List<RequestRecord>))]
[JsonSerializable(typeof(List<LocalApi>))]
[JsonSerializable(typeof(List<ApiRequest>))]
[JsonSerializable(typeof(List<ApiAnswer>))]
[JsonSerializable(typeof(LocalComponentOptions))]
[JsonSerializable(typeof(List<MakerConnection>))]
[JsonSerializable(typeof(ConnectionRequest))]
[JsonSerializable(typeof(ConnectionAnswer))]
[JsonSerializable(typeof(CallTrace))]
[JsonSerializable(typeof(DeployedConnector))]
internal sealed partial class ManagementJsonContext : JsonSerializerContext;
