using System.Collections.Immutable;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>What would make of an adopted connector a project that does not build, or another one than was adopted.</summary>
internal static class AdoptionChecks
{
    private static readonly string[] Assets = ["icon.png", "script.csx"];
    private static readonly string[] Patched = ["apiDefinition.swagger.json", "apiProperties.json"];

    /// <summary>Fails unless the names that the project would have are ones that it builds with.</summary>
    /// <param name="solution">The solution.</param>
    /// <exception cref="ConnectorException">CB62xx, as a build of the project would say it.</exception>
    public static void RequireNames(AdoptedSolution solution)
    {
        var manifest = new SolutionManifest
        {
            UniqueName = solution.UniqueName,
            DisplayName = solution.DisplayName ?? solution.UniqueName,
            Version = "1.0.0",
            PublisherName = solution.PublisherName ?? solution.PublisherPrefix,
            PublisherDisplayName = solution.PublisherName ?? solution.PublisherPrefix,
            PublisherPrefix = solution.PublisherPrefix,
        };
        Diagnostic[] errors =
        [
            .. SolutionChecks.Check(manifest)
                .Where(d => d.Severity == DiagnosticSeverity.Error)
                .Select(d => d with { Message = $"{d.Message} Nothing was written; 'adopt' takes another one by --solution or --prefix." }),
            .. SolutionChecks.FindBadNames(solution.EnvironmentVariables, solution.ConnectionReferences)
                .Select(
                    d => d with { Message = $"{d.Message} Nothing was written: the source is damaged, or somebody has changed it. "
                        + "Export the solution again." }),
        ];
        if (errors.Length > 0)
        {
            throw new ConnectorException([.. errors]);
        }
    }

    /// <summary>What a publisher says and a project would not say by itself.</summary>
    /// <param name="details">What it says.</param>
    /// <param name="name">Its unique name, which a project takes for the display name.</param>
    /// <param name="prefix">Its prefix, from which a project derives the option value prefix.</param>
    public static PublisherDetails Needed(PublisherDetails details, string name, string prefix) => new()
    {
        DisplayName = details.DisplayName == name ? null : Text(details.DisplayName),
        Description = Text(details.Description),
        Email = Text(details.Email),
        Url = Text(details.Url),
        OptionValuePrefix = details.OptionValuePrefix == SolutionManifest.DeriveOptionValuePrefix(prefix) ? null : details.OptionValuePrefix,
    };

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>Fails unless the environments can have their names in a project.</summary>
    /// <exception cref="ConnectorException">CB6106.</exception>
    public static void RequireNames(IEnumerable<AdoptedEnvironment> environments)
    {
        if (environments.FirstOrDefault(e => !DeploymentEnvironment.IsName(e.Name)) is { } wrong)
        {
            throw new ConnectorException(new Diagnostic(
                ProjectDiagnostics.ValueInvalid,
                $"{QuotedText.Quote(wrong.Name)} cannot name an environment, because the name is part of file names such as "
                    + "apiProperties.dev.json. Nothing was written. Give the source a name before it, as in "
                    + $"dev={wrong.Url ?? "source"}, of letters, digits, '-' and '_', and none of swagger, json, yaml, yml."));
        }
    }

    /// <summary>The solution with a version that builds.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="source">Where it is from, as messages call it.</param>
    /// <param name="findings">Receives the finding that there is another version.</param>
    public static AdoptedSolution WithVersion(AdoptedSolution solution, string source, List<Diagnostic> findings)
    {
        if (solution.Version is not { Length: > 0 } version)
        {
            return solution;
        }

        // A label that Dataverse would leave out can still be one that no project builds with.
        var isVersion = SolutionVersion.TryNormalize(version, out var normalized, out _);
        if (isVersion && version.All(c => char.IsAsciiDigit(c) || c == '.'))
        {
            return solution;
        }

        findings.Add(new Diagnostic(
            PackagingRules.InvalidVersion,
            DiagnosticSeverity.Warning,
            $"The version {QuotedText.Quote(version)} of the solution in {source} is not one to four numbers with dots, each at most "
                + $"{int.MaxValue}, and not every project builds with it: the project has "
                + $"{normalized ?? "none, which makes it 1.0.0"}. Set Version to a higher one than every environment has."));
        return solution with { Version = normalized };
    }

    /// <summary>Files in the folder that the project would take for its own.</summary>
    /// <param name="directory">The project's folder.</param>
    /// <param name="files">The project's files.</param>
    public static ImmutableArray<string> FindLeftovers(string directory, IReadOnlyCollection<PackageFile> files)
    {
        return
        [
            .. Assets.Where(name => File.Exists(Path.Combine(directory, name)))
                .Concat(Patched.SelectMany(name => PatchFiles.Beside(Path.Combine(directory, name))).Select(p => Path.GetFileName(p.Path)))
                .Where(name => files.All(f => !string.Equals(f.Path, name, StringComparison.OrdinalIgnoreCase))),
        ];
    }

    /// <summary>Files whose name differs from a file of the project only in letter case, and that stay beside that file.</summary>
    /// <param name="directory">The project's folder.</param>
    /// <param name="files">The project's files.</param>
    public static IEnumerable<Diagnostic> FindOtherCase(string directory, IReadOnlyCollection<PackageFile> files)
    {
        var there = Directory.Exists(directory) ? Directory.EnumerateFiles(directory).Select(f => Path.GetFileName(f)).ToList() : [];
        return
        [
            .. from file in files
               from other in there
               // Where letter case does not matter to the file system, the two names are one file.
               where other != file.Path && other.Equals(file.Path, StringComparison.OrdinalIgnoreCase)
                   && !File.Exists(Path.Combine(directory, file.Path))
               select new Diagnostic(
                   AdoptionDiagnostics.Leftovers,
                   $"{SafeText.OneLine(other)} stays in the folder, and the project reads {file.Path}, which has its content now: "
                       + $"delete {SafeText.OneLine(other)}.",
                   new SourceLocation(Path.Combine(directory, other))),
        ];
    }

    /// <summary>The message about leftovers that are kept.</summary>
    public static Diagnostic Kept(string directory, ImmutableArray<string> leftovers) => new(
        AdoptionDiagnostics.Leftovers,
        $"{string.Join(", ", leftovers)} {(leftovers.Length == 1 ? "was" : "were")} in the folder, "
            + $"{(leftovers.Length == 1 ? "is" : "are")} not of the connector, and {(leftovers.Length == 1 ? "was" : "were")} kept: "
            + $"the project takes {(leftovers.Length == 1 ? "it" : "them")} for its own, and the next plan shows it. Delete what is "
            + "not this connector's.",
        new SourceLocation(Path.Combine(directory, leftovers[0])));

    /// <summary>
    /// The solution without the defaults of variables that hold a client secret in clear text; where there is a secret, such a default is
    /// a path in Key Vault.
    /// </summary>
    /// <param name="solution">The solution.</param>
    /// <param name="connectors">The connectors, which may take their client secret from its variables.</param>
    /// <param name="findings">Takes CB6305 for each that was left out.</param>
    public static AdoptedSolution WithoutSecrets(AdoptedSolution solution, IEnumerable<AdoptedConnector> connectors, List<Diagnostic> findings)
    {
        var typed = SecretVariables.Typed(solution.EnvironmentVariables, connectors.Select(s => s.Properties.ToJsonString()));
        findings.AddRange(typed.Where(IsSecretInClearText).Select(v => new Diagnostic(
            AdoptionDiagnostics.SecretLeftOut,
            $"The environment variable '{SafeText.OneLine(v.SchemaName)}' is for a secret, and its default is not a path in Key Vault, "
                + "so it may be the secret in clear text. It was left out of the project. Whoever could read the source could read "
                + "it, so have it renewed, and give each environment the path of the new one in its deployment settings.")));
        return solution with { EnvironmentVariables = [.. typed.Select(v => IsSecretInClearText(v) ? v with { DefaultValue = null } : v)] };

        static bool IsSecretInClearText(EnvironmentVariable variable) => SecretVariables.Refuse(variable, variable.DefaultValue, "") is not null;
    }
}
