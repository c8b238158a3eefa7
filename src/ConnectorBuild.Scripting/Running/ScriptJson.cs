using System.Text.Json.Serialization;

namespace ConnectorBuild.Scripting.Running;

/// <summary>The JSON of calls and answers: one line each, bodies in base64.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScriptCall))]
[JsonSerializable(typeof(ScriptAnswer))]
public sealed partial class ScriptJson : JsonSerializerContext;
