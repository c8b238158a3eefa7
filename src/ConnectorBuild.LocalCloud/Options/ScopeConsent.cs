namespace ConnectorBuild.LocalCloud.Options;

/// <summary>Who may consent to a delegated permission, in Graph's words.</summary>
public enum ScopeConsent
{
    /// <summary>Users, for themselves.</summary>
    User,

    /// <summary>Administrators only.</summary>
    Admin,
}
