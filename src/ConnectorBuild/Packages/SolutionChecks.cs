using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>Checks of the manifest: names, prefix, version, environment variables, connection references.</summary>
internal static class SolutionChecks
{
    private const int MaxSolutionName = 65;
    private const int MaxPublisherName = 256;
    private const int MaxDisplayName = 256;
    private const int MaxVariableName = 100;
    private const int MaxReferenceName = 200;

    public static IEnumerable<Diagnostic> Check(SolutionManifest solution) =>
    [
        .. Names(solution),
        .. SolutionTextChecks.Check(solution),
        .. Version(solution),
        .. solution.EnvironmentVariables.SelectMany(Variable),
        .. solution.ConnectionReferences.SelectMany(Reference),
    ];

    /// <summary>The one finding of a project that does not name its solution or publisher; null when it does.</summary>
    public static Diagnostic? FindMissingNames(string? solutionName, string? publisherPrefix, DiagnosticSeverity severity)
    {
        string[] missing = [.. new[] { ("ConnectorSolutionName", solutionName), ("ConnectorPublisherPrefix", publisherPrefix) }.Where(n => string.IsNullOrEmpty(n.Item2)).Select(n => n.Item1)];
        return missing.Length == 0
            ? null
            : new Diagnostic(
                PackagingRules.NamesMissing,
                severity,
                $"The project does not say {string.Join(" and ", missing)}, and a connector is packaged and deployed in a solution "
                    + "with a publisher, whose prefix is part of names that never change: set "
                    + $"{(missing.Length == 1 ? "it" : "both")}, for example "
                    + $"<{missing[0]}>{(missing[0] == "ConnectorSolutionName" ? "ContosoConnectors" : "contoso")}</{missing[0]}>.");
    }

    /// <summary>
    /// What follows the numbers of a version is left out when a project is packaged; a package that has it all the same was made
    /// otherwise.
    /// </summary>
    public static IEnumerable<Diagnostic> FindLabel(SolutionManifest package) =>
        SolutionVersion.TryNormalize(package.Version, out _, out _) && !package.Version.All(c => char.IsAsciiDigit(c) || c == '.')
            ?
            [
                new Diagnostic(
                    PackagingRules.InvalidVersion,
                    $"The version {QuotedText.Quote(package.Version)} of the package has more than numbers, so an import could not "
                        + "tell old from new: use one to four numbers with dots."),
            ]
            : [];

    private static IEnumerable<Diagnostic> Names(SolutionManifest solution)
    {
        if (FindMissingNames(solution.UniqueName, solution.PublisherPrefix, DiagnosticSeverity.Error) is { } missing)
        {
            return [missing];
        }

        return GivenNames(solution);
    }

    private static IEnumerable<Diagnostic> GivenNames(SolutionManifest solution)
    {
        if (!IsUniqueName(solution.UniqueName, MaxSolutionName))
        {
            yield return new Diagnostic(
                PackagingRules.InvalidSolutionName,
                $"The solution name {QuotedText.Quote(solution.UniqueName)} is not one that Dataverse takes, so no environment could "
                    + $"import the package: set ConnectorSolutionName to at most {MaxSolutionName} letters, digits and underscores, a "
                    + "letter or underscore first.");
        }

        if (!SolutionManifest.IsPublisherPrefix(solution.PublisherPrefix))
        {
            yield return new Diagnostic(
                PackagingRules.InvalidPrefix,
                $"The publisher prefix {QuotedText.Quote(solution.PublisherPrefix)} is not one that Dataverse takes, so no environment "
                    + "could import the package: set ConnectorPublisherPrefix to 2 to 8 letters and digits, a letter first, not "
                    + "beginning with 'mscrm'.");
        }
        else if (solution.OptionValuePrefix is < PublisherDetails.MinOptionValuePrefix or > PublisherDetails.MaxOptionValuePrefix)
        {
            yield return new Diagnostic(
                PackagingRules.InvalidPrefix,
                $"The publisher's option value prefix {solution.OptionValuePrefix} is outside Dataverse's range, so no environment "
                    + "could import the package: set ConnectorPublisherOptionValuePrefix to a number from "
                    + $"{PublisherDetails.MinOptionValuePrefix} to {PublisherDetails.MaxOptionValuePrefix}.");
        }

        if (!IsUniqueName(solution.PublisherName, MaxPublisherName))
        {
            yield return new Diagnostic(
                PackagingRules.InvalidSolutionName,
                $"The publisher name {QuotedText.Quote(solution.PublisherName)} is not one that Dataverse takes, so no environment "
                    + $"could import the package: set ConnectorPublisherName to at most {MaxPublisherName} letters, digits and "
                    + "underscores, a letter or underscore first.");
        }

        foreach (var (what, text) in new[] { ("solution", solution.DisplayName), ("publisher", solution.PublisherDisplayName) })
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > MaxDisplayName)
            {
                yield return new Diagnostic(
                    PackagingRules.InvalidDisplayName,
                    string.IsNullOrWhiteSpace(text)
                        ? $"The display name of the {what} is empty, so the import would fail: give it 1 to {MaxDisplayName} characters."
                        : $"The display name of the {what} has {text.Length} characters and Dataverse takes {MaxDisplayName}, so the "
                            + "import would fail: give it a shorter one.");
            }

            foreach (var finding in XmlTextCheck.Check($"The display name of the {what}", text))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Diagnostic> Version(SolutionManifest solution)
    {
        if (!SolutionVersion.TryNormalize(solution.Version, out var normalized, out var label))
        {
            yield return new Diagnostic(
                PackagingRules.InvalidVersion,
                $"The version {QuotedText.Quote(solution.Version)} cannot be written as the four numbers that Dataverse compares, so "
                    + "an import could not tell old from new: set Version to one to four numbers with dots, each at most "
                    + $"{int.MaxValue}.");
        }
        else if (label)
        {
            yield return new Diagnostic(
                PackagingRules.PrereleaseLabel,
                $"The version {QuotedText.Quote(solution.Version)} becomes {normalized} in the package because Dataverse knows numbers "
                    + "only, so two prereleases look the same and the second import may be skipped: give every build a number of its "
                    + "own, for example as the fourth part.");
        }
    }

    /// <summary>Names of environment variables and connection references that the platform does not have.</summary>
    public static IEnumerable<Diagnostic> FindBadNames(IEnumerable<EnvironmentVariable> variables, IEnumerable<ConnectionReference> references) =>
        [.. variables.SelectMany(VariableName), .. references.SelectMany(ReferenceName)];

    private static IEnumerable<Diagnostic> VariableName(EnvironmentVariable variable)
    {
        var prefixEnd = variable.SchemaName.IndexOf('_', StringComparison.Ordinal);
        if (prefixEnd <= 0 || prefixEnd == variable.SchemaName.Length - 1 || !IsUniqueName(variable.SchemaName, MaxVariableName))
        {
            yield return new Diagnostic(
                PackagingRules.InvalidEnvironmentVariable,
                $"The environment variable name {QuotedText.Quote(variable.SchemaName)} is not a schema name, so the import would "
                    + "fail: use a publisher prefix, an underscore and a name of letters, digits and underscores, at most "
                    + $"{MaxVariableName} characters in all.");
        }
    }

    private static IEnumerable<Diagnostic> Variable(EnvironmentVariable variable)
    {
        foreach (var finding in VariableName(variable))
        {
            yield return finding;
        }

        if (!Enum.IsDefined(variable.Type))
        {
            yield return new Diagnostic(
                PackagingRules.InvalidEnvironmentVariable,
                $"The environment variable {QuotedText.Quote(variable.SchemaName)} has the unknown type {(int)variable.Type}, so the "
                    + "import would fail: use one of 100000000 (text) to 100000005 (secret).");
        }

        if (variable.IntroducedVersion is { } version && !SolutionVersion.TryNormalize(version, out _, out _))
        {
            yield return new Diagnostic(
                PackagingRules.InvalidEnvironmentVariable,
                $"The environment variable {QuotedText.Quote(variable.SchemaName)} has the IntroducedVersion "
                    + $"{QuotedText.Quote(version)}, which is not a solution version: use one to four numbers with dots, or leave it "
                    + "out.");
        }

        if (SecretVariables.Refuse(variable, variable.DefaultValue, "its default value") is { } secret)
        {
            yield return secret;
        }

        foreach (var (what, text) in new[] { ("display name", variable.DisplayName), ("description", variable.Description), ("introduced version", variable.IntroducedVersion), ("default value", variable.DefaultValue) })
        {
            foreach (var finding in XmlTextCheck.Check($"The {what} of the environment variable {QuotedText.Quote(variable.SchemaName)}", text))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Diagnostic> ReferenceName(ConnectionReference reference)
    {
        // Logical names are lower-case schema names; no document of Microsoft's lists their characters, so dots and hyphens pass, too.
        if (reference.LogicalName.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-')))
        {
            yield return new Diagnostic(
                PackagingRules.InvalidConnectionReference,
                $"The connection reference name {QuotedText.Quote(reference.LogicalName)} is not a logical name, so the import would "
                    + "fail: use a publisher prefix, an underscore and a name of letters, digits and underscores.");
        }
    }

    private static IEnumerable<Diagnostic> Reference(ConnectionReference reference)
    {
        foreach (var finding in ReferenceName(reference))
        {
            yield return finding;
        }

        if (reference.LogicalName.Length is 0 or > MaxReferenceName || string.IsNullOrEmpty(reference.ConnectorId))
        {
            yield return new Diagnostic(
                PackagingRules.InvalidConnectionReference,
                $"The connection reference {QuotedText.Quote(reference.LogicalName)} needs a logical name of 1 to {MaxReferenceName} "
                    + "characters and a ConnectorId, else the import would fail: give both. A ConnectorId is "
                    + "/providers/Microsoft.PowerApps/apis/ and the internal id; of a custom connector that of any environment that "
                    + "has it, with its ConnectorRowId beside it.");
        }

        foreach (var (what, text) in new[] { ("logical name", reference.LogicalName), ("display name", reference.DisplayName), ("description", reference.Description), ("connector id", reference.ConnectorId) })
        {
            foreach (var finding in XmlTextCheck.Check($"The {what} of the connection reference {QuotedText.Quote(reference.LogicalName)}", text))
            {
                yield return finding;
            }
        }
    }

    private static bool IsUniqueName(string? name, int maxLength) =>
        name is { Length: > 0 }
        && name.Length <= maxLength
        && !char.IsAsciiDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
