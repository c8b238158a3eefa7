namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary>A policy could not be applied.</summary>
/// <param name="policy">The policy.</param>
/// <param name="message">Why.</param>
/// <param name="isUnknown">Whether the template is not known.</param>
internal sealed class PolicyFailureException(PolicyInstance policy, string message, bool isUnknown) : Exception(message)
{
    /// <summary>The policy.</summary>
    public PolicyInstance Policy { get; } = policy;

    /// <summary>Whether the template is not known.</summary>
    public bool IsUnknown { get; } = isUnknown;
}
