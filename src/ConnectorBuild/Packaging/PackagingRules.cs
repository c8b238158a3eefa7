using ConnectorBuild.Rules;

namespace ConnectorBuild.Packaging;

/// <summary>The codes of packaging: CB6201 to CB6219 before writing, from CB6221 on while reading and placing files.</summary>
public static class PackagingRules
{
    /// <summary>The unique name of the solution or of its publisher is missing or has characters that Dataverse refuses.</summary>
    public static readonly DiagnosticDescriptor InvalidSolutionName = Error("CB6201", "Solution or publisher name is not valid");

    /// <summary>The publisher prefix is missing or not one that Dataverse takes.</summary>
    public static readonly DiagnosticDescriptor InvalidPrefix = Error("CB6202", "Publisher prefix is not valid");

    /// <summary>The version cannot be written as four numbers.</summary>
    public static readonly DiagnosticDescriptor InvalidVersion = Error("CB6203", "Solution version is not valid");

    /// <summary>A prerelease label has no place in a solution's version.</summary>
    public static readonly DiagnosticDescriptor PrereleaseLabel = Warning("CB6204", "Prerelease label is left out of the solution version");

    /// <summary>The connector row's name is empty, too long or has characters that no export has.</summary>
    public static readonly DiagnosticDescriptor InvalidConnectorName = Error("CB6205", "Connector row name is not valid");

    /// <summary>Old unpacking tools lose connectors with long names.</summary>
    public static readonly DiagnosticDescriptor LongConnectorName = Warning("CB6206", "Connector row name is long for old unpacking tools");

    /// <summary>The display name is empty or longer than 200 characters.</summary>
    public static readonly DiagnosticDescriptor InvalidDisplayName = Error("CB6207", "Display name does not fit");

    /// <summary>The description is longer than 1,000 characters.</summary>
    public static readonly DiagnosticDescriptor LongDescription = Error("CB6208", "Description does not fit");

    /// <summary>A column's content is larger than the table takes.</summary>
    public static readonly DiagnosticDescriptor ColumnTooLarge = Error("CB6209", "Content is larger than its column");

    /// <summary>A column's content is near its limit, or above the lower of two published limits.</summary>
    public static readonly DiagnosticDescriptor ColumnNearLimit = Warning("CB6210", "Content is near the limit of its column");

    /// <summary>Two components have one name or id.</summary>
    public static readonly DiagnosticDescriptor DuplicateComponent = Error("CB6211", "Two components have one name or id");

    /// <summary>A text has a character that XML cannot hold.</summary>
    public static readonly DiagnosticDescriptor UnwritableText = Error("CB6212", "Text cannot be written to XML");

    /// <summary>A literal secret would be packaged.</summary>
    public static readonly DiagnosticDescriptor SecretInPackage = Error("CB6213", "A secret would be packaged");

    /// <summary>An environment variable definition is incomplete or contradicts itself.</summary>
    public static readonly DiagnosticDescriptor InvalidEnvironmentVariable = Error("CB6214", "Environment variable definition is not valid");

    /// <summary>A connection reference is incomplete.</summary>
    public static readonly DiagnosticDescriptor InvalidConnectionReference = Error("CB6215", "Connection reference is not valid");

    private static DiagnosticDescriptor Error(string id, string title) => new(id, title, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title) => new(id, title, DiagnosticSeverity.Warning);
}
