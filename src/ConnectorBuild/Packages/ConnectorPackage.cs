using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Packages;

/// <summary>The package of one or several connector projects, the same for every environment, and what each environment gives it on import.</summary>
public sealed record ConnectorPackage
{
    /// <summary>The solution.</summary>
    public required SolutionManifest Manifest { get; init; }

    /// <summary>The connectors, with references to environment variables where environments differ.</summary>
    public required IReadOnlyList<ConnectorRow> Connectors { get; init; }

    /// <summary>
    /// For each environment that imports the package (<c>Route="Solution"</c>): its values of environment variables, by schema name.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values { get; init; }

    /// <summary>What packaging warns of.</summary>
    public IReadOnlyList<Diagnostic> Warnings => [.. PackageChecks.Check(Manifest, Connectors).Where(d => d.Severity == DiagnosticSeverity.Warning)];

    /// <summary>The package of a solution.</summary>
    /// <param name="solution">The solution; its environment variables are extended by those of the connectors.</param>
    /// <param name="validated">The connectors, as validation found them free of errors.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB6243: an environment's patch cannot travel in a package.</exception>
    internal static ConnectorPackage Create(
        SolutionManifest solution, IReadOnlyList<ValidatedConnector> validated, CancellationToken cancellationToken)
    {
        var projects = validated.Select(v => v.Project).ToList();
        var rows = new List<ConnectorRow>();

        // What a project says of a variable goes before what is made up for it.
        var variables = solution.EnvironmentVariables.Concat(projects.SelectMany(p => p.EnvironmentVariables)).ToList();
        var values = new Dictionary<string, Dictionary<string, string>>(StringComparer.OrdinalIgnoreCase);
        var errors = new List<Diagnostic>();
        foreach (var connector in validated)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(connector);
        }

        return errors.Count > 0
            ? throw new ConnectorException(errors)
            : new ConnectorPackage
            {
                Manifest = solution with
                {
                    EnvironmentVariables = SecretVariables.Typed(variables.DistinctBy(v => v.SchemaName), rows),
                    Translations = [.. solution.Translations.Concat(projects.SelectMany(p => p.Translations)).Distinct()],
                    ConnectionReferences = [.. solution.ConnectionReferences.Concat(projects.SelectMany(p => p.ConnectionReferences)).DistinctBy(r => r.LogicalName)],
                },
                Connectors = rows,
                Values = values.ToDictionary(v => v.Key, v => (IReadOnlyDictionary<string, string>)v.Value, StringComparer.OrdinalIgnoreCase),
            };

        void Add(ValidatedConnector connector)
        {
            var (project, _, files, content) = connector;
            var identity = ProjectIdentity.Of(project, content);
            var environments = project.Environments.Where(e => e.ImportsPackage).Select(e => e.Name).ToList();
            var patched = new PatchedValues(identity);
            foreach (var environment in environments)
            {
                var own = connector.Variant(environment);
                patched.Add(environment, isDefinition: true, EnvironmentDifference.Find(files.Definition?.Document, own.Definition?.Document));
                patched.Add(environment, isDefinition: false, EnvironmentDifference.Find(files.Properties?.Document, own.Properties?.Document));
            }

            errors.AddRange(patched.Diagnostics);
            var (resolved, ownVariables, ownValues) = patched.Apply(content, environments);
            var row = ConnectorRow.Create(identity, resolved);
            var added = ownVariables.ToList();
            if (environments.Count > 0)
            {
                row = WithClientId(row, patched, added);
                added.Add(new EnvironmentVariable(
                    SchemaNames.Record(identity.Name), SchemaNames.RecordDisplay(identity.DisplayName), EnvironmentVariableType.Json)
                {
                    Description = "Written by ConnectorBuild. Holds no secret. Without it the next deployment compares everything and "
                        + "renews the client secret.",
                });
            }

            rows.Add(row);
            variables.AddRange(added);
            variables.AddRange(Referred(row, solution.PublisherPrefix).Where(r => variables.All(v => v.SchemaName != r.SchemaName)));
            foreach (var (environment, given) in ownValues)
            {
                var all = values.TryGetValue(environment, out var known)
                    ? known
                    : values[environment] = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var (name, value) in given)
                {
                    all[name] = value;
                }
            }
        }
    }

    /// <summary>The zip's bytes.</summary>
    /// <exception cref="ConnectorException">A check of <see cref="PackageChecks"/> found an error.</exception>
    public byte[] ToZip(bool managed)
    {
        using var output = new MemoryStream();
        SolutionPackage.Write(output, Manifest, Connectors, managed);
        return output.ToArray();
    }

    // Every environment has an app of its own, so its client id can only be a variable.
    private static ConnectorRow WithClientId(ConnectorRow row, PatchedValues patched, List<EnvironmentVariable> variables)
    {
        if (ConnectorSignIn.Find(row) is null)
        {
            return row;
        }

        var name = patched.Name("ClientId", variables);
        var reference = VariableReference.To(name);
        var filled = row.MapSignIn(text => ConnectorSignIn.Fill(text, reference, secret: null));
        if (filled.SignInTexts.SelectMany(VariableReference.Find).Any(r => r.Value == reference))
        {
            variables.Add(new EnvironmentVariable(name, SchemaNames.Display(row.Identity.DisplayName, "client id"))
            {
                Description = "Client id of the app registration that the connector signs in with in this environment. The deployment sets it.",
            });
        }

        return filled;
    }

    // What the author refers to and nobody defines. Names of another publisher belong to another solution.
    internal static IEnumerable<EnvironmentVariable> Referred(ConnectorRow row, string prefix) =>
        row.ReferringTexts
            .SelectMany(VariableReference.Find)
            .SelectMany(r => VariableReference.Names(r.Value).Select(name => (Name: name, IsSecret: LiteralSecrets.IsName(r.Member))))
            .Where(r => r.Name.StartsWith(prefix + "_", StringComparison.OrdinalIgnoreCase))
            .DistinctBy(r => r.Name)
            .Select(r => new EnvironmentVariable(r.Name, r.Name, r.IsSecret ? EnvironmentVariableType.Secret : EnvironmentVariableType.Text));
}
