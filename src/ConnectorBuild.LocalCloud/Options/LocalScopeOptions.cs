using System.Text.Json.Serialization;

namespace ConnectorBuild.LocalCloud.Options;

/// <summary>A delegated permission of a declared API.</summary>
public sealed record LocalScopeOptions
{
    /// <summary>The name in tokens, for example <c>Orders.Read</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Who may consent to it.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<ScopeConsent>))]
    public ScopeConsent Consent { get; set; }
}
