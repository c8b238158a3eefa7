using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

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

    /// <summary>A column that holds JSON holds something else, or only a part of it.</summary>
    public static readonly DiagnosticDescriptor UnreadableColumn = Error("CB6216", "Content of a connector is not readable JSON");

    /// <summary>What is given for an environment variable of type secret is not the path of a secret in Key Vault.</summary>
    public static readonly DiagnosticDescriptor SecretValueNoPath = Error("CB6217", "Value of a secret environment variable is not a Key Vault path");

    /// <summary>A description, an e-mail address or a web address of solution or publisher is too long.</summary>
    public static readonly DiagnosticDescriptor LongSolutionText = Error("CB6218", "Text of the solution or its publisher does not fit");

    /// <summary>A translation belongs to nothing in the package.</summary>
    public static readonly DiagnosticDescriptor UnusedTranslation = Warning("CB6219", "Translation is left out of the package");

    /// <summary>The bytes are not a zip, or end too early.</summary>
    public static readonly DiagnosticDescriptor NotAZip = Error("CB6221", "Package is not a complete zip");

    /// <summary>More or larger files than any solution has: a zip bomb, or not a solution.</summary>
    public static readonly DiagnosticDescriptor PackageTooLarge = Error("CB6222", "Package is larger than a solution can be");

    /// <summary>A path leads out of the package, or means different files on different systems.</summary>
    public static readonly DiagnosticDescriptor UnsafePath = Error("CB6223", "Path in the package is not safe");

    /// <summary>Two entries have one path, or paths that differ in case only.</summary>
    public static readonly DiagnosticDescriptor DuplicatePath = Error("CB6224", "Two entries of the package have one path");

    /// <summary>An entry cannot be read, or its checksum or length is wrong.</summary>
    public static readonly DiagnosticDescriptor DamagedEntry = Error("CB6225", "Entry of the package is damaged");

    /// <summary><c>solution.xml</c> or <c>customizations.xml</c> is missing.</summary>
    public static readonly DiagnosticDescriptor NotASolution = Error("CB6226", "Package or folder is not a solution");

    /// <summary>An XML file is not well-formed.</summary>
    public static readonly DiagnosticDescriptor MalformedXml = Error("CB6227", "XML in the package is not well-formed");

    /// <summary>An XML file has a document type declaration.</summary>
    public static readonly DiagnosticDescriptor XmlWithDtd = Error("CB6228", "XML in the package has a document type declaration");

    /// <summary>An XML file lacks what every solution has there.</summary>
    public static readonly DiagnosticDescriptor UnexpectedXml = Error("CB6229", "XML in the package is not that of a solution");

    /// <summary>A connector names a file that is missing or, for its definition, empty.</summary>
    public static readonly DiagnosticDescriptor MissingConnectorFile = Error("CB6230", "File of a connector is missing");

    /// <summary>A connector's text file is not UTF-8.</summary>
    public static readonly DiagnosticDescriptor NotUtf8 = Error("CB6231", "File of a connector is not UTF-8");

    /// <summary>The solution has components that only SolutionPackager can turn from zip to folder or back.</summary>
    public static readonly DiagnosticDescriptor ForeignComponents = Error("CB6232", "Solution has components that ConnectorBuild does not convert");

    /// <summary>The target folder holds something other than an unpacked solution.</summary>
    public static readonly DiagnosticDescriptor TargetInUse = Error("CB6233", "Target folder holds other files");

    /// <summary>The operating system refused to read.</summary>
    public static readonly DiagnosticDescriptor CannotRead = Error("CB6235", "Package cannot be read");

    /// <summary>The solution belongs to another publisher.</summary>
    public static readonly DiagnosticDescriptor OtherPublisher = Error("CB6236", "Solution is of another publisher");

    /// <summary>A deployment settings file is not of the shape that <c>pac</c> writes.</summary>
    public static readonly DiagnosticDescriptor InvalidDeploymentSettings = Error("CB6241", "Deployment settings file is not valid");

    /// <summary>A connection reference's custom connector is not in the target.</summary>
    public static readonly DiagnosticDescriptor ConnectorNotInTarget = Warning(
        "CB6242", "Connection reference keeps the connector of another environment");

    /// <summary>An environment's patch changes something that an import cannot set.</summary>
    public static readonly DiagnosticDescriptor PatchNotPackable = Error("CB6243", "A patch changes what cannot differ in a package");

    /// <summary>The projects of a solution do not agree.</summary>
    public static readonly DiagnosticDescriptor ProjectsDisagree = Error(
        "CB6245", "A project of the solution belongs to another solution or publisher");

    /// <summary>A package or solution project has no connector.</summary>
    public static readonly DiagnosticDescriptor NoConnector = Error("CB6246", "The solution has no connector");

    /// <summary>The project does not name its solution or publisher.</summary>
    public static readonly DiagnosticDescriptor NamesMissing = Error("CB6247", "The project does not say its solution or publisher");

    /// <summary>The connector's name has characters that its row name cannot have.</summary>
    public static readonly DiagnosticDescriptor NameEncoded = Warning("CB6248", "The connector's name is written otherwise in its row");

    private static DiagnosticDescriptor Error(string id, string title) => new(id, title, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title) => new(id, title, DiagnosticSeverity.Warning);
}
