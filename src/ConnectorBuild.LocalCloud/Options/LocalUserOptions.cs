namespace ConnectorBuild.LocalCloud.Options;

/// <summary>A user of a tenant.</summary>
public sealed record LocalUserOptions
{
    /// <summary>The name before the <c>@</c> of the user principal name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the user may consent to everything, as an administrator may.</summary>
    public bool IsAdmin { get; init; }
}
