namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary>When a policy is applied.</summary>
internal enum PolicySection
{
    /// <summary>Before the backend is called.</summary>
    Request,

    /// <summary>After the backend has answered.</summary>
    Response,

    /// <summary>After a call of the backend that failed.</summary>
    Failure,
}
