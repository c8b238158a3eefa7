using System.Globalization;
using System.Text;
using System.Text.Json;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>Checks of one connector row against the columns of the Dataverse table <c>connector</c>.</summary>
internal static class ConnectorChecks
{
    /// <summary>The JSON pointer of the display name in the definition, which findings carry; a project may say its own.</summary>
    public const string Title = "/info/title";

    /// <summary>The JSON pointer of the description in the definition.</summary>
    public const string Description = "/info/description";

    private const int MaxName = 500;
    private const int MaxNameOfOldTools = 30;
    private const int NearPercent = 80;

    public static IEnumerable<Diagnostic> Check(ConnectorRow row) => [.. Texts(row), .. Sizes(row), .. Secrets(row)];

    private static IEnumerable<Diagnostic> Texts(ConnectorRow row)
    {
        var name = row.Identity.Name;
        if (name.Length is 0 or > MaxName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            yield return new Diagnostic(
                PackagingRules.InvalidConnectorName,
                $"The connector row name {QuotedText.Quote(name)} must have 1 to {MaxName} letters, digits, underscores and hyphens "
                    + $"(it has {name.Length} characters), because it is the name of the files in the package: set ConnectorName, or "
                    + "leave it out to have it encoded.");
        }
        else if (EncodedLength(name) > MaxNameOfOldTools)
        {
            yield return new Diagnostic(
                PackagingRules.LongConnectorName,
                $"The encoded part of the connector row name {QuotedText.Quote(name)} has {EncodedLength(name)} characters, and some "
                    + $"versions of SolutionPackager silently drop connectors with more than {MaxNameOfOldTools}: set a shorter "
                    + "ConnectorName before the first deployment, or check what you unpack.");
        }

        var (displayName, description) = (row.Identity.DisplayName, row.Identity.Description);
        var (maxDisplayName, maxDescription) = (ConnectorColumns.Find(ConnectorColumns.DisplayName).Limit, ConnectorColumns.Find(ConnectorColumns.Description).Limit);
        if (string.IsNullOrWhiteSpace(displayName) || displayName.Length > maxDisplayName)
        {
            yield return new Diagnostic(
                PackagingRules.InvalidDisplayName,
                $"The display name of {QuotedText.Quote(name)} has {displayName.Length} characters and Dataverse takes 1 to "
                    + $"{maxDisplayName}: set ConnectorDisplayName, or change the definition's title.",
                pointer: Title);
        }

        if (description.Length > maxDescription)
        {
            yield return new Diagnostic(
                PackagingRules.LongDescription,
                $"The description of {QuotedText.Quote(name)} has {description.Length} characters and Dataverse takes "
                    + $"{maxDescription}; cutting it would show makers half a sentence: shorten info.description in the definition.",
                pointer: Description);
        }

        foreach (var finding in XmlTextCheck.Check($"The display name of {QuotedText.Quote(name)}", displayName, Title)
            .Concat(XmlTextCheck.Check($"The description of {QuotedText.Quote(name)}", description, Description))
            .Concat(
                ConnectorColumns.Content.Where(c => c.FileEnding is null)
                    .SelectMany(c => XmlTextCheck.Check($"The {c.Label} of {QuotedText.Quote(name)}", row[c]))))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Diagnostic> Sizes(ConnectorRow row)
    {
        var name = row.Identity.Name;
        foreach (var column in ConnectorColumns.Content)
        {
            var isImage = column.Kind == ColumnKind.Image;
            var size = isImage ? row.Icon?.Length ?? 0 : row[column]?.Length ?? 0;
            if (Size(name, column.Name, size, column.Limit, column.CertainLimit, isImage ? "bytes" : "characters") is { } finding)
            {
                yield return finding;
            }
        }
    }

    private static Diagnostic? Size(string name, string column, int size, int limit, int certain, string unit)
    {
        if (size > limit)
        {
            return new Diagnostic(
                PackagingRules.ColumnTooLarge,
                $"The column {column} of {QuotedText.Quote(name)} would hold {Number(size)} {unit} ({Percent(size, limit)} of its "
                    + $"limit of {Number(limit)}), so the import would fail: make it smaller, for example by splitting the connector.");
        }

        if (size > certain)
        {
            return new Diagnostic(
                PackagingRules.ColumnNearLimit,
                $"The column {column} of {QuotedText.Quote(name)} would hold {Number(size)} {unit} ({Percent(size, limit)} of "
                    + $"{Number(limit)}); the limit was {Number(certain)} in an older edition of Microsoft's table reference, so older "
                    + "environments may refuse it: make it smaller if an import fails.");
        }

        return (long)size * 100 >= (long)certain * NearPercent
            ? new Diagnostic(
                PackagingRules.ColumnNearLimit,
                $"The column {column} of {QuotedText.Quote(name)} would hold {Number(size)} {unit} ({Percent(size, certain)} of its "
                    + $"limit of {Number(certain)}), so a later change may not fit: make it smaller in time.")
            : null;
    }

    private static IEnumerable<Diagnostic> Secrets(ConnectorRow row)
    {
        foreach (var column in ConnectorColumns.All.Where(c => c.IsSignIn))
        {
            if (row[column] is { } text && LiteralSecrets.IsIn(text))
            {
                yield return new Diagnostic(
                    PackagingRules.SecretInPackage,
                    $"The column {column.Name} of {QuotedText.Quote(row.Identity.Name)} holds a client secret in clear text, and "
                        + "everyone who gets the package could read it: take clientSecret out (deployment sets it), or refer to an "
                        + "environment variable.");
            }
        }
    }

    // The prefix is not counted: the reports of dropped connectors count the encoded name.
    private static int EncodedLength(string name) => name.Length - (name.IndexOf('_', StringComparison.Ordinal) + 1);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(int size, int limit) => ((long)size * 100 / limit).ToString(CultureInfo.InvariantCulture) + " %";
}
