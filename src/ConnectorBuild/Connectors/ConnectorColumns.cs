using System.Collections.Immutable;

namespace ConnectorBuild.Connectors;

/// <summary>
/// The one table of the columns of a connector row that a deployment decides. Readers, writers, checks and comparisons are loops over it.
/// </summary>
public static class ConnectorColumns
{
    /// <summary>JSON text of the connection parameters.</summary>
    public const string ConnectionParameters = "connectionparameters";

    /// <summary>JSON text of the connection parameter sets.</summary>
    public const string ConnectionParameterSets = "connectionparametersets";

    /// <summary>What makers see.</summary>
    public const string DisplayName = "displayname";

    /// <summary>What makers read about it.</summary>
    public const string Description = "description";

    /// <summary>The icon, base64.</summary>
    public const string Icon = "iconblob";

    internal const string BrandColor = "iconbrandcolor";
    internal const string Capabilities = "capabilities";
    internal const string Definition = "openapidefinition";
    internal const string Policies = "policytemplateinstances";
    internal const string ScriptOperations = "scriptoperations";
    internal const string CustomCode = "customcodeblobcontent";

    // Learn, "Connector (connector) table/entity reference". Its older edition says 500,000 for the definition, its newer one 1,000,000.
    private const int LongText = 500_000;

    /// <summary>The columns in the order in which a plan names them; those with files in the order of a server's export.</summary>
    public static ImmutableArray<ConnectorColumn> All { get; } =
    [
        new(DisplayName, ColumnKind.Text, 200) { Label = "display name" },
        new(Description, ColumnKind.Text, 1_000),
        new(BrandColor, ColumnKind.Text, 100) { Label = "brand color", Member = "iconBrandColor", Default = "#007ee5" },
        new(Capabilities, ColumnKind.Choices, int.MaxValue)
        {
            Member = "capabilities",
            IsKeptUnlessStated = true,
            Options = new(
                [("composite", 118690000), ("tabular", 118690001), ("blob", 118690002), ("gateway", 118690003), ("cloud", 118690004), ("actions", 118690005)],
                ["triggers", "cloud only"]),
        },
        new(Definition, ColumnKind.JsonObject, 1_000_000) { CertainLimit = LongText, FileEnding = ".json", MayRefer = true },
        new(ConnectionParameters, ColumnKind.JsonObject, LongText)
        {
            Member = "connectionParameters", FileEnding = ".json", Default = "{}", MayRefer = true, IsSignIn = true,
        },
        new(
            ConnectionParameterSets, ColumnKind.JsonObject,
            LongText) { Member = "connectionParameterSets", FileEnding = ".json", MayRefer = true, IsSignIn = true },
        new(Policies, ColumnKind.JsonList, LongText) { Member = "policyTemplateInstances", FileEnding = ".json", Default = "[]", MayRefer = true },
        new(ScriptOperations, ColumnKind.JsonList, LongText) { Label = "list of script operations", Member = "scriptOperations", IsCode = true },
        new(CustomCode, ColumnKind.Script, LongText) { FileEnding = ".csx", IsCode = true },
        new(Icon, ColumnKind.Image, 10_240 * 1024) { FileEnding = ".Png", IsKeptUnlessStated = true },
    ];

    /// <summary>Those that hold neither name nor description, which identify a connector.</summary>
    internal static ImmutableArray<ConnectorColumn> Content { get; } = [.. All.Where(c => c.Name is not (DisplayName or Description))];

    /// <summary>Members of <c>properties</c> that have no column: certification reads them from the file.</summary>
    internal static ImmutableArray<string> CertificationMembers { get; } = ["publisher", "stackOwner"];

    private static readonly ImmutableDictionary<string, ConnectorColumn> ByName = All.ToImmutableDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>The column of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static ConnectorColumn Find(string name) => ByName[name];

    /// <summary>The columns of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="clientId">The app's client id, filled into the sign-in; null leaves what the author wrote.</param>
    public static IReadOnlyDictionary<string, string?> Of(ConnectorRow row, string? clientId)
    {
        ArgumentNullException.ThrowIfNull(row);
        return All.ToDictionary(
            c => c.Name,
            c => row[c] is { } text && c.IsSignIn && clientId is not null ? ConnectorSignIn.Fill(text, clientId, secret: null) : row[c],
            StringComparer.Ordinal);
    }

    /// <summary>Whether the column is of the custom code.</summary>
    public static bool IsCode(string column) => Find(column).IsCode;

    /// <summary>Whether the column's text may refer to environment variables.</summary>
    public static bool MayRefer(string column) => Find(column).MayRefer;

    /// <summary>
    /// Whether two values of a column mean the same: white space, order of JSON members and what the platform sets itself do not count.
    /// </summary>
    public static bool AreSame(string column, string? a, string? b) => ColumnComparison.AreSame(Find(column), a, b);

    /// <summary>
    /// The hash by which a column that was read is compared with the one read last time: the secret and what the platform sets do not
    /// count.
    /// </summary>
    internal static string ReadHash(string column, string? value) => ColumnComparison.ReadHash(Find(column), value);
}
