using System.Text;
using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Validation;

/// <summary>Reads a connector, applies an environment's patches and runs every rule over the result.</summary>
public static class ConnectorValidator
{
    /// <summary>Validates the content for one environment.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environmentName">Whose patches apply (<c>apiDefinition.{environment}.json</c>,
    /// <c>apiProperties.{environment}.json</c> beside the base file); null for the base.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ValidationResult Validate(ConnectorProject project, string? environmentName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        cancellationToken.ThrowIfCancellationRequested();
        return Validate(new ConnectorFilesReader(project).Read(environmentName, cancellationToken), cancellationToken);
    }

    /// <summary>Runs every rule over files that have been read.</summary>
    internal static ValidationResult Validate(ConnectorFiles files, CancellationToken cancellationToken)
    {
        var context = new RuleContext(new ConnectorModel(files));
        RuleRunner.Run(context, cancellationToken);
        var found = new DiagnosticList(files.Project);
        foreach (var diagnostic in files.Diagnostics)
        {
            found.Add(diagnostic);
        }

        var pointers = new Dictionary<SourceDocument, PointerCache>();
        foreach (var finding in context.Findings)
        {
            found.Add(finding.ToDiagnostic(PointersOf(finding.At)));
        }

        var (shown, suppressed) = found.Finish(id => files.Compilation is { NotCompiled: null } || !NeedsCompiler(id));
        return new ValidationResult(shown, ContentOf(files)) { Suppressed = suppressed, Unused = found.Unused };

        PointerCache PointersOf(SourceNode node)
        {
            if (!node.Exists)
            {
                return new PointerCache();
            }

            if (!pointers.TryGetValue(node.Document, out var cache))
            {
                cache = new PointerCache();
                pointers[node.Document] = cache;
            }

            return cache;
        }
    }

    private static bool NeedsCompiler(string id) =>
        RuleCatalogue.Rules.Any(rule => rule is ICompiledScriptRule && string.Equals(rule.Descriptor.Id, id, StringComparison.OrdinalIgnoreCase));

    private static ConnectorContent? ContentOf(ConnectorFiles files)
    {
        var project = files.Project;
        if (files.Definition?.Document is not { } definition
            || (project.PropertiesFile is not null && files.Properties?.Document is null)
            || (project.IconFile is not null && files.Icon is null)
            || (project.ScriptFile is not null && files.Script is null))
        {
            return null;
        }

        return new ConnectorContent
        {
            Definition = JsonMerger.ToStrict(definition),
            Properties = files.Properties?.Document is { } properties ? JsonMerger.ToStrict(properties) : Encoding.UTF8.GetBytes("""{"properties":{}}"""),
            Icon = files.Icon?.Bytes,
            Script = files.Script?.Text,
            Source = files.Conversion?.Definition is { } converted ? SourceOf(DisplayPath.Of(project, project.DefinitionFile!), converted) : null,
        };
    }

    // By the converted definition, in which every operation has its id, and its place is that in the author's document.
    private static DefinitionSource SourceOf(string file, SourceDocument converted)
    {
        var operations = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var path in converted.Root[Keyword.Paths].Members)
        {
            foreach (var operation in path.Members)
            {
                if (operation[Keyword.OperationId].Text is { } id && operation.NameLocation is { } at)
                {
                    operations.TryAdd(id, at);
                }
            }
        }

        return new(file, operations);
    }
}
