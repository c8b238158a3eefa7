using System.Text.Json.Serialization;
using ConnectorBuild.LocalCloud.Faults;
using ConnectorBuild.LocalCloud.Requests;
using ConnectorBuild.LocalCloud.SignIn;

namespace ConnectorBuild.LocalCloud.Management;

/// <summary>What host and client tell each other.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SignInResult))]
[JsonSerializable(typeof(List<FaultRule>))]
[JsonSerializable(typeof(List<RequestRecord>))]
internal sealed partial class ManagementJsonContext : JsonSerializerContext;
