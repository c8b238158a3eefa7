using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>Makes a project of a connector that exists: one source, or one for each environment that it is in.</summary>
public static class Adopter
{
    private const string DefinitionName = "apiDefinition.swagger.json";

    /// <summary>The project. The first source becomes the base; what differs in another one becomes a patch of its environment.</summary>
    /// <param name="sources">The connector as it was found, at least once; several need environments of different names.</param>
    /// <param name="options">What the person decides.</param>
    /// <exception cref="ConnectorException">CB6303: the sources are not the same connector; CB6308: nothing says the publisher's prefix;
    /// CB62xx, CB6106: the project would not build with a name.</exception>
    public static AdoptedProject Create(IReadOnlyList<AdoptedConnector> sources, AdoptionOptions options)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(options);
        var first = sources[0];
        RequireSame(sources);
        var findings = sources.SelectMany(s => s.Findings).ToList();
        AdoptionChecks.RequireNames(sources.Select(s => s.Environment).OfType<AdoptedEnvironment>());
        var solution = AdoptionChecks.WithoutSecrets(
            AdoptionChecks.WithVersion(SolutionOf(sources, options), first.Source, findings), sources, findings);
        AdoptionChecks.RequireNames(solution);
        findings.AddRange(AdoptedSolutions.LeftOut(solution, first.Source) is { } leftOut ? [leftOut] : []);
        var files = new List<PackageFile>();
        Definition(first, options, files);
        var overlay = ServerOverlay.For(first);
        if (overlay is not null)
        {
            files.Add(overlay);
            findings.Add(ServerOverlay.Missing(first));
        }

        files.Add(new PackageFile("apiProperties.json", AdoptedText.Write(first.Properties)));
        Assets(first, files);
        foreach (var other in sources.Skip(1))
        {
            var name = other.Environment!.Name;
            var (definition, properties) = (other.Definition, WithClientIdsOf(other.Properties, first.Properties));
            if (other.Environment.IsManaged)
            {
                (definition, properties) = Packable(first, other, definition, properties, findings);
            }

            Patch(first.Definition, definition, $"apiDefinition.{name}.json", other, files, findings);
            Patch(first.Properties, properties, $"apiProperties.{name}.json", other, files, findings);
            Unpatchable(first, other, findings);
        }

        var identity = sources.FirstOrDefault(s => s.Name is not null) ?? first;
        var described = sources.FirstOrDefault(s => s.Description is not null) ?? first;
        var says = ProjectFileText.HasOwnDescription(described) ? described.Description : null;
        says ??= ProjectFileText.HasNoDescription(described) ? "" : null;
        var texts = sources.Where(
            s => s.Description is not null && s.Description != (says ?? s.Definition["info"]?["description"]?.ToString() ?? ""));
        findings.AddRange(texts.Select(s => new Diagnostic(
            AdoptionDiagnostics.FirstPlanChanges,
            $"The connector's description in {s.Source} is not the one that the project deploys "
                + $"({(says is null ? "info.description of its definition" : "ConnectorDescription")}): the first plan will show the "
                + "description as changed. Take the text into the project if it is to stay.")));
        var environments = sources.Select(s => s.Environment).OfType<AdoptedEnvironment>().ToList();
        if (!environments.Any(e => e.IsReachable && string.Equals(e.Name, DeploymentEnvironment.LocalName, StringComparison.OrdinalIgnoreCase)))
        {
            environments.Add(new AdoptedEnvironment(DeploymentEnvironment.LocalName) { IsLocalCloud = true });
        }

        files.Insert(0, new PackageFile(
            $"{options.ProjectName}.csproj",
            ProjectFileText.Create(
                options,
                first with { Name = identity.Name, RowId = identity.RowId ?? first.RowId, DisplayName = identity.DisplayName ?? first.DisplayName, Description = described.Description },
                solution, environments, overlay?.Path)));
        findings.AddRange(AdoptionChecks.FindOtherCase(options.Directory, files));
        var leftovers = SameFolder(first.Source, options.Directory) ? [] : AdoptionChecks.FindLeftovers(options.Directory, files);
        if (leftovers.Length > 0)
        {
            findings.Add(AdoptionChecks.Kept(options.Directory, leftovers));
        }

        return new AdoptedProject(options.Directory, [.. files], [.. findings])
        {
            Leftovers = leftovers,
            SignsInWithEntra = sources.Any(s => SignInSettings.Entra(s.Properties).Count > 0),
            IsMultiTenant = sources.Any(s => SignInSettings.Entra(s.Properties).Any(e => e.IsMultiTenant)),
        };
    }

    /// <summary>
    /// A project for each connector of a solution, and a solution project that packages them together; each in a folder of its own below
    /// the one of the options.
    /// </summary>
    /// <param name="solution">The solution with all that it has beside the connectors.</param>
    /// <param name="connectors">The connectors, each with the name of its project.</param>
    /// <param name="options">What the person decides; its project name becomes the solution project's.</param>
    /// <exception cref="ConnectorException">As <see cref="Create"/>.</exception>
    public static IReadOnlyList<AdoptedProject> CreateSolution(
        AdoptedSolution solution, IReadOnlyList<(string Name, AdoptedConnector Connector)> connectors, AdoptionOptions options)
    {
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(connectors);
        ArgumentNullException.ThrowIfNull(options);
        var local = new AdoptedEnvironment(DeploymentEnvironment.LocalName) { IsLocalCloud = true };
        var findings = new List<Diagnostic>();
        var adopted = connectors.Select(c => c.Connector).ToList();
        var own = AdoptedSolutions.As(
            AdoptionChecks.WithVersion(
                solution, solution.Source ?? adopted[0].Source, findings), options.SolutionName, options.PublisherPrefix, adopted);
        own = AdoptionChecks.WithoutSecrets(own, adopted, findings);
        AdoptionChecks.RequireNames(own);
        findings.AddRange(AdoptedSolutions.LeftOut(own, adopted[0].Source) is { } leftOut ? [leftOut] : []);
        var bare = own with { EnvironmentVariables = [], ConnectionReferences = [], Translations = [], LeftOut = [] };
        return
        [
            .. connectors.Select(
                c => Create(
                    [c.Connector with { Solution = bare }],
                    options with { ProjectName = c.Name, Directory = Path.Combine(options.Directory, c.Name) })),
            new AdoptedProject(
                Path.Combine(options.Directory, options.ProjectName),
                [
                    new PackageFile(
                        $"{options.ProjectName}.csproj",
                        ProjectFileText.CreateSolution(options, own, [.. connectors.Select(c => $"../{c.Name}/{c.Name}.csproj")], [local])),
                ],
                [.. findings]),
        ];
    }

    private static void Definition(AdoptedConnector first, AdoptionOptions options, List<PackageFile> files)
    {
        // In its own folder it lies where the project finds it, in the author's own form.
        if (first.DefinitionFile is not { } file || !SameFolder(Path.GetDirectoryName(Path.GetFullPath(file))!, options.Directory))
        {
            files.Add(
                new PackageFile(
                    first.Definition.ContainsKey("openapi") ? "openapi.json" : DefinitionName, AdoptedText.Write(first.Definition)));
        }
    }

    private static void Assets(AdoptedConnector first, List<PackageFile> files)
    {
        if (first.Icon is { } icon)
        {
            files.Add(new PackageFile("icon.png", icon));
        }

        if (first.Script is { } script)
        {
            files.Add(new PackageFile("script.csx", System.Text.Encoding.UTF8.GetBytes(script)));
        }
    }

    private static void Patch(
        JsonObject from, JsonObject to, string path, AdoptedConnector source, List<PackageFile> files, List<Diagnostic> findings)
    {
        var patch = MergePatch.Create(from, to);
        if (patch.Count == 0)
        {
            return;
        }

        if (!JsonNode.DeepEquals(MergePatch.Apply(from, patch), to))
        {
            findings.Add(new Diagnostic(
                AdoptionDiagnostics.NotPatchable,
                $"{source.Source} has a value null where the base has another one, and a JSON Merge Patch takes null for 'remove'. "
                    + $"{path} leaves the value out, so the first plan for '{source.Environment!.Name}' may show it as changed."));
        }

        files.Add(new PackageFile(path, AdoptedText.Write(patch)));
    }

    private static (JsonObject Definition, JsonObject Properties) Packable(
        AdoptedConnector first, AdoptedConnector other, JsonObject definition, JsonObject properties, List<Diagnostic> findings)
    {
        var (newDefinition, definitionDiffers) = PackablePart.Of(isDefinition: true, first.Definition, definition, other.VariableValues);
        var (newProperties, propertiesDiffer) = PackablePart.Of(isDefinition: false, first.Properties, properties, other.VariableValues);
        if (definitionDiffers || propertiesDiffer)
        {
            findings.Add(new Diagnostic(
                AdoptionDiagnostics.NotPatchable,
                "The "
                    + $"{(definitionDiffers && propertiesDiffer ? "definition and the properties" : definitionDiffers ? "definition" : "properties")} "
                    + $"of {other.Source} differ from {first.Source} in more than host, basePath, resource, scopes, login and tenant, "
                    + $"and '{other.Environment!.Name}' imports the package, which is the same for every environment: that of "
                    + $"{first.Source} was taken. The first plan for '{other.Environment.Name}' shows it as changed."));
        }

        return (newDefinition, WithClientIdsOf(newProperties, first.Properties));
    }

    // Each environment's app goes into the environment's ClientId: that is how a plan finds it.
    private static JsonObject WithClientIdsOf(JsonObject properties, JsonObject first)
    {
        var copy = (JsonObject)properties.DeepClone();
        foreach (var (settings, other) in SignInSettings.Entra(copy).Zip(SignInSettings.Entra(first)))
        {
            if (Guid.TryParse(settings.Text("clientId"), out _))
            {
                settings.Set("clientId", other["clientId"]?.DeepClone());
            }
        }

        return copy;
    }

    private static void Unpatchable(AdoptedConnector first, AdoptedConnector other, List<Diagnostic> findings)
    {
        var what = new List<string>();
        // A folder of files may leave the icon out; where a row was read, none there means none.
        if ((other.Icon is not null || other.Name is not null) && !(first.Icon ?? default).Span.SequenceEqual((other.Icon ?? default).Span))
        {
            what.Add("icon");
        }

        if (other.Script?.ReplaceLineEndings("\n") != first.Script?.ReplaceLineEndings("\n"))
        {
            what.Add("custom code");
        }

        if (other.DisplayName is not null && first.DisplayName is not null && other.DisplayName != first.DisplayName)
        {
            what.Add("display name");
        }

        if (what.Count > 0)
        {
            findings.Add(new Diagnostic(
                AdoptionDiagnostics.NotPatchable,
                $"The {string.Join(", ", what)} of {other.Source} {(what.Count == 1 ? "differs" : "differ")} from {first.Source}, and "
                    + $"a project has one for all environments: that of {first.Source} was taken. The first plan for "
                    + $"'{other.Environment!.Name}' shows it as changed."));
        }
    }

    private static AdoptedSolution SolutionOf(IReadOnlyList<AdoptedConnector> sources, AdoptionOptions options)
    {
        var found = sources.Select(s => s.Solution).FirstOrDefault(s => s is not null);
        var name = sources.Select(s => s.Name).FirstOrDefault(n => n is not null);
        var prefix = options.PublisherPrefix ?? found?.PublisherPrefix
            ?? (name?.IndexOf('_', StringComparison.Ordinal) is > 0 and var end ? name[..end] : null)
            ?? throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.IdentityUnknown,
                $"{sources[0].Document ?? sources[0].Source} does not say the publisher's prefix, which is part of names that cannot be changed later. "
                    + "Nothing was written. Adopt the live connector or its solution, which say it; or, for a connector that is in no "
                    + "environment yet, give the prefix with --prefix."));
        return found is null
            ? new AdoptedSolution(options.SolutionName ?? SolutionName(options.ProjectName), null, null, null, prefix)
            : AdoptedSolutions.As(found with { EnvironmentVariables = Variables(sources) }, options.SolutionName, prefix, sources);
    }

    // Another environment may have what the first one, which is written directly, does without.
    private static ImmutableArray<EnvironmentVariable> Variables(IReadOnlyList<AdoptedConnector> sources) =>
        [.. sources.SelectMany(s => s.Solution?.EnvironmentVariables ?? []).DistinctBy(v => v.SchemaName, StringComparer.OrdinalIgnoreCase)];

    private static string SolutionName(string project) =>
        string.Concat(project.Where(c => char.IsAsciiLetterOrDigit(c) || c == '_')) is { Length: > 0 } name && char.IsAsciiLetter(name[0])
            ? name
            : "Connectors";

    private static void RequireSame(IReadOnlyList<AdoptedConnector> sources)
    {
        if (sources.Count > 1 && sources.GroupBy(
            s => s.Environment?.Name ?? "",
            StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Key.Length == 0 || g.Count() > 1) is { } twins)
        {
            throw Different(twins.Key.Length == 0
                ? "Several sources need a name of their environment each"
                : $"Two sources are of environment '{twins.Key}'");
        }

        foreach (var other in sources.Skip(1))
        {
            var first = sources[0];
            var isSame = (first, other) switch
            {
                ({ RowId: { } a }, { RowId: { } b }) => a == b,
                ({ Name: { } a }, { Name: { } b }) => a == b,
                _ => JsonNode.DeepEquals(first.Definition["info"]?["title"], other.Definition["info"]?["title"]),
            };
            if (!isSame)
            {
                throw Different(
                    $"{first.Source} is connector '{first.Name ?? first.Definition["info"]?["title"]?.ToString()}' ({first.RowId}) and "
                        + $"{other.Source} is '{other.Name ?? other.Definition["info"]?["title"]?.ToString()}' ({other.RowId})");
            }
        }
    }

    private static ConnectorException Different(string what) => new(new Diagnostic(
        AdoptionDiagnostics.DifferentConnectors,
        $"{SafeText.OneLine(what)}. A project is one connector, with one row id in every environment. Nothing was written. Name each "
            + "source as environment=source, all of the same connector; for connectors that were made in each environment separately, "
            + "adopt one and deploy it to the others."));

    private static bool SameFolder(string a, string b) =>
        string.Equals(
            Path.TrimEndingDirectorySeparator(Path.GetFullPath(a)), Path.TrimEndingDirectorySeparator(Path.GetFullPath(b)),
            StringComparison.Ordinal);
}
