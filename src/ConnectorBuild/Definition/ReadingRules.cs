using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Definition;

/// <summary>What can be wrong with a file before any rule looks at its meaning.</summary>
internal static class ReadingRules
{
    public static readonly DiagnosticDescriptor Malformed = new("CB1001", "The file is not well-formed", DiagnosticSeverity.Error);
    public static readonly DiagnosticDescriptor LenientJson = new("CB1002", "Text that only a lenient reader accepts", DiagnosticSeverity.Warning);
    public static readonly DiagnosticDescriptor NotUtf8 = new("CB1003", "The file is not UTF-8", DiagnosticSeverity.Error);
    public static readonly DiagnosticDescriptor ByteOrderMark = new("CB1004", "The file begins with a byte order mark", DiagnosticSeverity.Warning);
    public static readonly DiagnosticDescriptor DuplicateName = new("CB1005", "A name occurs twice in one object", DiagnosticSeverity.Error);
    public static readonly DiagnosticDescriptor TooDeep = new("CB1006", "Nested too deeply", DiagnosticSeverity.Error);
    public static readonly DiagnosticDescriptor TooLarge = new("CB1007", "The file is too large to be read", DiagnosticSeverity.Error);
    public static readonly DiagnosticDescriptor Unreadable = new("CB1008", "The file cannot be read", DiagnosticSeverity.Error);
    public static readonly DiagnosticDescriptor NotText = new("CB1009", "The file is empty or not text", DiagnosticSeverity.Error);
    public static readonly DiagnosticDescriptor NoDefinition = new("CB1010", "There is no definition file", DiagnosticSeverity.Error);
    public static readonly DiagnosticDescriptor NotAnObject = new("CB1011", "The document is not an object", DiagnosticSeverity.Error);
    public static readonly DiagnosticDescriptor SeveralPatches = new(
        "CB1013", "An environment has several patches of one file", DiagnosticSeverity.Warning);
    public static readonly DiagnosticDescriptor YamlNotJson = new("CB1012", "YAML that has no counterpart in JSON", DiagnosticSeverity.Error);
}
