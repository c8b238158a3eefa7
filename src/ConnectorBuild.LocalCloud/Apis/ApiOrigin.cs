namespace ConnectorBuild.LocalCloud.Apis;

/// <summary>Why a tenant knows an API.</summary>
public enum ApiOrigin
{
    /// <summary>It is Microsoft's.</summary>
    BuiltIn,

    /// <summary>The options file declares it under <c>apis</c>.</summary>
    Declared,

    /// <summary>A connector asked for it, and nothing says that it does not exist.</summary>
    Assumed,

    /// <summary>Somebody registered it through Graph.</summary>
    Registered,
}
