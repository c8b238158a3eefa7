using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Objects;

/// <summary>What the value of a member must be.</summary>
internal enum MemberKind
{
    /// <summary>Anything, or something that is checked elsewhere.</summary>
    Any,

    Text,
    Flag,
    List,
    Object,
}

/// <summary>Tells whether a value is of a kind.</summary>
internal static class MemberKinds
{
    /// <summary>Whether a value is of a kind. Null counts as nothing, so it always is.</summary>
    public static bool Fits(MemberKind kind, SourceNode value) => value.IsNull || kind switch
    {
        MemberKind.Text => value.IsString,
        MemberKind.Flag => value.IsBoolean,
        MemberKind.List => value.IsArray,
        MemberKind.Object => value.IsObject,
        _ => true,
    };

    /// <summary>What a message calls a kind.</summary>
    public static string Describe(MemberKind kind) => kind switch
    {
        MemberKind.Text => "a text",
        MemberKind.Flag => "true or false",
        MemberKind.List => "a list",
        _ => "an object",
    };
}
