using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Adoption.Overlays;
using ConnectorBuild.Connectors;
using ConnectorBuild.Conversion;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>Takes what a connector has become in an environment into the files of its project.</summary>
public static class ProjectRefresh
{
    // More differences than this in one sentence help nobody.
    private const int MaxShown = 5;

    /// <summary>
    /// The files as they should be. Where the project has no patch file for the environment, the base file is written. Where it has one,
    /// the base file stays and the patch becomes the difference; but where the environment imports the package, which is the same for
    /// every environment, only what the patch sets already stays in it, and everything else goes into the base file. Where that is
    /// OpenAPI 3, an overlay is written in its place.
    /// </summary>
    /// <param name="project">The project, with the environment that was read as its <see cref="ConnectorProject.EnvironmentName"/>.</param>
    /// <param name="live">The connector as it was found there.</param>
    /// <returns>The files; with a <see cref="AdoptedProject.Refusal"/> (CB6301) where one is YAML, which is not written back.</returns>
    /// <exception cref="ConnectorException">CB1xxx: a file cannot be read.</exception>
    public static AdoptedProject Create(ConnectorProject project, AdoptedConnector live)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(live);
        var findings = new List<Diagnostic>(live.Findings);
        var files = new List<PackageFile>();
        var removed = new List<string>();
        var conversion = project.DefinitionFile is { } source && OpenApiPeek.IsOpenApi(source)
            ? new ConnectorFilesReader(project).Read(project.EnvironmentName).Conversion
            : null;
        if (conversion is { Definition: { } converted })
        {
            Document(
                project, project.DefinitionFile!, JsonOf(converted), _ => (JsonObject)live.Definition.DeepClone(), files, findings,
                wanted => Overlay(project, conversion, wanted, live, files, findings));
        }
        else
        {
            var definition = project.DefinitionFile ?? Path.Combine(project.ProjectDirectory, "apiDefinition.swagger.json");
            Document(project, definition, Read(definition), _ => (JsonObject)live.Definition.DeepClone(), files, findings);
        }

        // What the document says about the sign-in stands before what the author writes, who need not write it again.
        var properties = project.PropertiesFile ?? Path.Combine(project.ProjectDirectory, "apiProperties.json");
        var written = Read(properties);
        var withSignIn = conversion?.Properties is { } signIn ? MergePatch.Apply(JsonOf(signIn), written) : written;
        Document(project, properties, withSignIn, there => Merge(there, live.Properties), files, findings);
        if (live.Icon is { } icon)
        {
            files.Add(new PackageFile(Relative(project, project.IconFile ?? Path.Combine(project.ProjectDirectory, "icon.png")), icon));
        }
        else if (project.IconFile is { } own)
        {
            // Some imports lose the icon: what an author has drawn is not deleted for that, and it is in the way of nothing.
            findings.Add(new Diagnostic(
                AdoptionDiagnostics.FirstPlanChanges,
                $"The connector in {live.Source} has no icon, and the project has one. It stays in the project, and the next "
                    + $"deployment sets it again. Delete {Path.GetFileName(own)} if the connector is to have none.",
                new SourceLocation(own)));
        }

        if (Script(project, live) is { } script)
        {
            files.Add(new PackageFile(Relative(project, project.ScriptFile ?? Path.Combine(project.ProjectDirectory, "script.csx")), script));
        }
        else if (live.Script is null && project.ScriptFile is { } gone && File.Exists(gone))
        {
            if (HasOwnProperties(project))
            {
                // That it has none goes into the environment's patch; the script is every environment's.
                findings.Add(new Diagnostic(
                    AdoptionDiagnostics.FirstPlanChanges,
                    $"The connector in {live.Source} has no custom code, and the project has a script, which all its environments "
                        + $"share while this one has a patch of its own. It stays in the project. Delete {Path.GetFileName(gone)} if "
                        + "the connector is to have none anywhere.",
                    new SourceLocation(gone)));
            }
            else
            {
                removed.Add(Relative(project, gone));
            }
        }

        if (live.Environment is { IsManaged: true } managed && project.FindEnvironment(project.EnvironmentName ?? managed.Name)?.Managed != true)
        {
            findings.Add(new Diagnostic(
                AdoptionDiagnostics.FirstPlanChanges,
                $"The connector in {live.Source} came with a managed solution, so it is not written there directly. Set "
                    + $"Managed=\"true\" on the environment to import a new version of its solution."));
        }

        InTheProjectFile("ConnectorDisplayName", live.DisplayName, project.DisplayName ?? live.Definition["info"]?["title"]?.ToString());
        InTheProjectFile("ConnectorDescription", live.Description, project.Description ?? live.Definition["info"]?["description"]?.ToString() ?? "");
        return new AdoptedProject(project.ProjectDirectory, [.. files], [.. findings]) 
        {
            Removed = [.. removed],
            Overlay = files.Find(f => f.Path == SourceOverlay.FileName) is { } overlay
                ? System.Text.Encoding.UTF8.GetString(overlay.Content.Span)
                : null,
            Refusal = Refusal(project, files, live),
        };

        void InTheProjectFile(string property, string? there, string? here)
        {
            if (there is not null && here is not null && there != here)
            {
                findings.Add(new Diagnostic(
                    AdoptionDiagnostics.FirstPlanChanges,
                    $"{live.Source} has the text '{SafeText.OneLine(there)}' where the project deploys '{SafeText.OneLine(here)}', and "
                        + $"a project file is not written by download. Set {property} if it is to stay; otherwise the next deployment "
                        + "puts the project's text back.",
                    project.ProjectFile is { } file ? new SourceLocation(file) : null));
            }
        }
    }

    /// <summary>
    /// The connector as the project writes it: where packaging put a reference to an environment variable in place of a value that differs per
    /// environment, the value stands again. References that the project has itself stay.
    /// </summary>
    /// <param name="live">The connector as it was found.</param>
    /// <param name="row">What the project's files say for that environment.</param>
    public static AdoptedConnector InTheProjectsWords(AdoptedConnector live, ConnectorRow row)
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(row);
        var own = VariableReference.NamesIn(row).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (definition, properties) = ((JsonObject)live.Definition.DeepClone(), (JsonObject)live.Properties.DeepClone());
        foreach (var document in new[] { definition, properties })
        {
            VariableReference.Resolve(document, name => own.Contains(name) ? null : live.VariableValues.GetValueOrDefault(name));
        }

        return live with
        {
            Definition = definition,
            Properties = properties,
            Environment = live.Environment is { } environment ? environment with { ClientId = ConnectorCleaner.ClientId(properties) } : null,
        };
    }

    /// <summary>The connector's columns, to compare them with a project's; without what no file holds.</summary>
    public static IReadOnlyDictionary<string, string?> Columns(AdoptedConnector live)
    {
        ArgumentNullException.ThrowIfNull(live);
        var properties = live.Properties["properties"];
        return ConnectorColumns.All.ToDictionary(
            c => c.Name,
            c => c switch
            {
                { Member: { } member } => c.FromMember(properties?[member]),
                { Name: ConnectorColumns.DisplayName } => live.DisplayName,
                { Name: ConnectorColumns.Description } => live.Description,
                { Kind: ColumnKind.JsonObject } => live.Definition.ToJsonString(),
                { Kind: ColumnKind.Script } => live.Script,
                { Kind: ColumnKind.Image } => live.Icon is { } icon ? Convert.ToBase64String(icon.Span) : null,
                _ => throw new InvalidOperationException($"No part of an adopted connector holds the column {c.Name}."),
            },
            StringComparer.Ordinal);
    }

    // What a conversion made cannot be written back: the source says more, and in another form.
    private static void Overlay(
        ConnectorProject project, ConversionResult conversion, JsonObject wanted, AdoptedConnector live, List<PackageFile> files,
        List<Diagnostic> findings)
    {
        var source = project.DefinitionFile!;
        var overlay = SourceOverlay.Create(project, source, conversion, wanted);
        if (overlay.Content is { } content)
        {
            files.Add(new PackageFile(SourceOverlay.FileName, content));
            if (!overlay.IsApplied)
            {
                findings.Add(new Diagnostic(
                    AdoptionDiagnostics.FirstPlanChanges,
                    $"The definition in {live.Source} is not the one that {Path.GetFileName(source)} becomes. The differences are an "
                        + $"overlay, {SourceOverlay.FileName}, and the project does not apply it yet: add <ConnectorOverlay "
                        + $"Include=\"{SourceOverlay.FileName}\" /> to the project if they are to stay; otherwise the next deployment "
                        + "puts the project's definition back.",
                    new SourceLocation(source)));
            }
        }

        if (overlay.Rest.Length > 0)
        {
            var shown = string.Join("; ", overlay.Rest.Take(MaxShown)) + (overlay.Rest.Length > MaxShown ? $"; and {overlay.Rest.Length - MaxShown} more" : "");
            findings.Add(new Diagnostic(
                AdoptionDiagnostics.FirstPlanChanges,
                $"An overlay cannot say everything that the definition in {live.Source} has and {Path.GetFileName(source)} does not "
                    + $"become: {shown}. Take over what is to stay in the document, or in apiDefinition.{{environment}}.json, which "
                    + "applies to the converted definition; otherwise the next deployment puts the project's definition back.",
                new SourceLocation(source)));
        }
    }

    private static bool HasOwnProperties(ConnectorProject project) =>
        project is { PropertiesFile: { } file, EnvironmentName: { } environment } && PatchFiles.Of(file, environment).Any();

    private static JsonObject Read(string path) => File.Exists(path) ? AdoptedText.Read(path, File.ReadAllBytes(path)) : [];

    private static JsonObject JsonOf(SourceDocument document) => (JsonObject)JsonNode.Parse(JsonMerger.ToStrict(document).Span)!;

    private static void Document(
        ConnectorProject project, string path, JsonObject there, Func<JsonObject, JsonObject> becomes, List<PackageFile> files, List<Diagnostic> findings,
        Action<JsonObject>? writeBase = null)
    {
        writeBase ??= document => files.Add(new PackageFile(Relative(project, path), AdoptedText.Write(document)));
        var environment = project.EnvironmentName is { } name ? project.FindEnvironment(name) ?? new DeploymentEnvironment { Name = name } : null;

        // Of several patches (CB1013) the last one has the last word.
        var patches = environment is null ? [] : PatchFiles.Of(path, environment.Name).Select(p => (Path: p, Content: Read(p))).ToList();
        var (patchFile, patch) = patches.Count == 0 ? (null, []) : patches[^1];
        var effective = patches.Aggregate(there, (document, each) => MergePatch.Apply(document, each.Content));
        var wanted = becomes(effective);
        if (JsonNode.DeepEquals(wanted, effective))
        {
            return;
        }

        if (patchFile is null)
        {
            writeBase(wanted);
            return;
        }

        var (newBase, difference) = environment!.ImportsPackage ? MergePatch.Divide(there, patch, wanted) : (there, MergePatch.Create(there, wanted));
        if (!JsonNode.DeepEquals(MergePatch.Apply(newBase, difference), wanted))
        {
            findings.Add(new Diagnostic(
                AdoptionDiagnostics.NotPatchable,
                $"The environment has a value null where {Path.GetFileName(path)} has another one, and a JSON Merge Patch takes null "
                    + "for 'remove'. The patch leaves the value out, so the next plan may show it as changed.",
                new SourceLocation(patchFile)));
        }

        if (!JsonNode.DeepEquals(newBase, there))
        {
            writeBase(newBase);
        }

        if (!JsonNode.DeepEquals(difference, patch))
        {
            files.Add(new PackageFile(Relative(project, patchFile), AdoptedText.Write(difference)));
        }
    }

    private static JsonObject Merge(JsonObject there, JsonObject live)
    {
        var result = (JsonObject)there.DeepClone();
        var (mine, theirs) = (result["properties"] as JsonObject ?? [], live["properties"] as JsonObject ?? []);

        // What an environment does not know (stackOwner, publisher, …) is the author's and stays.
        foreach (var column in ConnectorColumns.All.Where(c => c.Member is not null))
        {
            var name = column.Member!;
            if (theirs[name] is { } value)
            {
                if (!AreSame(column, mine[name], value))
                {
                    mine[name] = column.Kind == ColumnKind.Choices
                        ? column.Options.ToMember(column.FromMember(value), mine[name])
                        : Keep(mine[name], value.DeepClone());
                }
            }
            else if (mine[name] is not (null or JsonArray { Count: 0 }))
            {
                mine.Remove(name);
            }
        }

        if (mine.Parent is null)
        {
            result["properties"] = mine;
        }

        return result;
    }

    private static bool AreSame(ConnectorColumn column, JsonNode? mine, JsonNode theirs) =>
        (mine is null && (theirs is JsonArray { Count: 0 } || IsDefault(column, theirs)))
        || (column switch
        {
            { IsSignIn: true } => JsonNode.DeepEquals(Comparable(mine), Comparable(theirs)),
            { Kind: ColumnKind.Choices } => column.FromMember(mine) == column.FromMember(theirs),
            _ => JsonNode.DeepEquals(mine, theirs),
        });

    // A deployment writes the default where the author writes nothing.
    private static bool IsDefault(ConnectorColumn column, JsonNode theirs) =>
        column.Default is { } value && string.Equals(column.FromMember(theirs), value, StringComparison.OrdinalIgnoreCase);

    // What a deployment fills in, and what the platform sets itself, is not the author's.
    private static JsonNode? Comparable(JsonNode? parameters)
    {
        var comparable = ConnectorSignIn.Comparable(ConnectorCleaner.Clean(parameters).Cleaned?.ToJsonString());
        foreach (var settings in SignInSettings.Entra(comparable))
        {
            settings.Remove("clientId");
        }

        return comparable;
    }

    private static JsonNode Keep(JsonNode? mine, JsonNode theirs)
    {
        foreach (var (settings, own) in SignInSettings.Entra(theirs).Zip(SignInSettings.Entra(mine)))
        {
            if (own["clientId"] is { } clientId)
            {
                settings.Set("clientId", clientId.DeepClone());
            }
            else
            {
                settings.Remove("clientId");
            }
        }

        return theirs;
    }

    private static ReadOnlyMemory<byte>? Script(ConnectorProject project, AdoptedConnector live)
    {
        if (live.Script is not { } script
            || (project.ScriptFile is { } file && File.ReadAllText(file).ReplaceLineEndings("\n") == script.ReplaceLineEndings("\n")))
        {
            return null;
        }

        return System.Text.Encoding.UTF8.GetBytes(script);
    }

    private static Diagnostic? Refusal(ConnectorProject project, IEnumerable<PackageFile> files, AdoptedConnector live)
    {
        var definition = project.DefinitionFile is { } file ? Relative(project, file) : null;
        var unwritable = files.Select(f => f.Path).Where(path => path != SourceOverlay.FileName).FirstOrDefault(path =>
            path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            || (path == definition && !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)));
        return unwritable is null
            ? null
            : new Diagnostic(
                AdoptionDiagnostics.NoConnector,
                $"{unwritable} is YAML, and what {live.Source} has is JSON: writing it back would lose the author's form. Nothing was "
                    + "written. Compare the two with 'dotnet connector download' without --force, and take changes over by hand.",
                new SourceLocation(Path.Combine(project.ProjectDirectory, unwritable)));
    }

    private static string Relative(ConnectorProject project, string path) => Path.GetRelativePath(project.ProjectDirectory, path).Replace('\\', '/');
}
