namespace ConnectorBuild.LocalCloud.Options;

/// <summary>What a tenant does with an API that it does not have and that an author's own could be.</summary>
public enum UnknownApis
{
    /// <summary>It makes the API's app and service principal; results say that they rest on it.</summary>
    Assume,

    /// <summary>It says that there is none, as a real tenant without the API does.</summary>
    Refuse,
}
