namespace ConnectorBuild.CustomCode;

/// <summary>What a compiled script has in it.</summary>
public sealed record ScriptContent
{
    /// <summary>Whether the host finds a class to run.</summary>
    public ScriptClassState Class { get; init; }

    /// <summary>The class that the state is about, by its name in the script; null if there is none.</summary>
    public string? ClassName { get; init; }

    /// <summary>The namespace of that class; null outside of any.</summary>
    public string? ClassNamespace { get; init; }

    /// <summary>Whether <c>Context.ConnectionParameters</c> is used.</summary>
    public bool UsesConnectionParameters { get; init; }

    /// <summary>Static fields and properties that change after the class is initialized.</summary>
    public IReadOnlyList<string> StaticState { get; init; } = [];

    /// <summary>Namespaces of the types that the script uses, whether it writes their names or not.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];
}

/// <summary>Whether the host can run a script's class.</summary>
public enum ScriptClassState
{
    /// <summary>There is a class Script that derives from ScriptBase.</summary>
    Fine,

    /// <summary>There is no class Script.</summary>
    Missing,

    /// <summary>The class does not derive from ScriptBase.</summary>
    OtherBase,

    /// <summary>The class is in a namespace or in another class.</summary>
    Nested,

    /// <summary>The class is abstract or static, or has no constructor without parameters.</summary>
    CannotBeCreated,
}
