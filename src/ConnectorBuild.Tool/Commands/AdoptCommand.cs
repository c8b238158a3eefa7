using System.CommandLine;
using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Adoption;
using ConnectorBuild.Tool.Output;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector adopt</c>: a project out of a connector that exists.</summary>
internal sealed class AdoptCommand : Command
{
    private readonly Argument<string[]> _sources = new("source")
    {
        Description = "A folder with the files of pac or paconn, a definition under any name, a solution as zip, unpacked or unzipped, "
            + "an environment's address, or 'local'. Several, as name=source, of the same connector in several environments: the first "
            + "becomes the base, the others patches.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _connector = new("--connector") { Description = "Name or id of the connector, where the source has several." };
    private readonly Option<string?> _output = new("--output", "-o") { Description =
        "The project's folder; the source's own for a folder with a connector's files, otherwise a new one with the project's name." };
    private readonly Option<string?> _name = new("--name", "-n") { Description = "The project's name; made of the connector's title if left out." };
    private readonly Option<string?> _solution = new("--solution") { Description = "Unique name of the solution, where the source does not say it." };
    private readonly Option<string?> _prefix = new("--prefix") { Description = "The publisher's prefix, where the source does not say it." };
    private readonly Option<string[]> _tenants = new("--tenant") { Description =
        "The Entra tenant of an address (a GUID), or name=tenant for each of several." };
    private readonly Option<string?> _cloud = new("--cloud") { Description =
        "The Microsoft cloud of an address: Public, GCC, GCCHigh, DoD or China." };
    private readonly Option<string?> _authority = new("--authority-host") { Description =
        "Where an address gets its tokens, where that is not the cloud's own; a running local cloud prints it ('local-cloud status')." };
    private readonly Option<string?> _graph = new("--graph-url") { Description =
        "Microsoft Graph of an address, where that is not the cloud's own." };
    private readonly Option<string?> _certificate = new("--trusted-certificate") { Description =
        "A PEM file with a certificate to trust besides the machine's own." };
    private readonly Option<string> _state = new("--state") { Description = "The state file of the local cloud.", DefaultValueFactory = _ => Path.Combine("obj", "local-cloud", "state.json") };
    private readonly Option<bool> _all = new("--all") { Description = "Adopts every connector of a solution zip or an unpacked "
        + "solution: a project for each, and a solution project that packages them together." };
    private readonly Option<bool> _force = new("--force") { Description = "Overwrites existing files." };

    // The name of a project's file and folder, on every system.
    private static readonly System.Buffers.SearchValues<char> NotInNames = System.Buffers.SearchValues.Create("/\\:*?\"<>|\0\r\n\t");

    public AdoptCommand(ToolContext context)
        : base("adopt", "Makes a project of a connector that exists: of the files of pac or paconn, of a solution, or of a live connector.")
    {
        _sources.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.Select(t => t.Value))
            {
                if (word.StartsWith("--", StringComparison.Ordinal))
                {
                    result.AddError($"Unrecognized option '{word}'.");
                }
                else if (word.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
                {
                    result.AddError($"The address '{word}' is not https. Environments are read over https only.");
                }
            }
        });
        _name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && (name.Trim('.', ' ').Length == 0 || name.AsSpan().IndexOfAny(NotInNames) >= 0))
            {
                result.AddError($"'{SafeText.OneLine(name)}' is not a valid project name: use letters, digits, '.', '-' and '_'.");
            }
        });
        Add(_sources);
        foreach (var option in new Option[] { _connector, _output, _name, _solution, _prefix, _tenants, _cloud, _authority, _graph, _certificate, _state, _all, _force })
        {
            Add(option);
        }

        SetAction((parsed, stop) => RunAsync(parsed, context, stop));
    }

    private async Task<int> RunAsync(ParseResult parsed, ToolContext context, CancellationToken cancellationToken)
    {
        var arguments = parsed.GetValue(_sources)!.Select(SourceArgument.Parse).ToList();
        if (parsed.GetValue(_all))
        {
            return await AllAsync(parsed, arguments, context).ConfigureAwait(false);
        }

        var tenants = (parsed.GetValue(_tenants) ?? []).Select(SourceArgument.Parse)
            .ToDictionary(t => t.Environment ?? "", t => t.Place, StringComparer.OrdinalIgnoreCase);
        var addresses = new EnvironmentAddresses(
            parsed.GetValue(_cloud),
            parsed.GetValue(_authority),
            parsed.GetValue(_graph),
            parsed.GetValue(_certificate) is { } certificate ? Path.GetFullPath(certificate) : null);
        var connectors = new List<AdoptedConnector>();
        foreach (var argument in arguments)
        {
            connectors.Add(await argument.ReadAsync(
                parsed.GetValue(_connector), tenants, addresses, Path
                    .GetFullPath(parsed.GetValue(_state)!), context, cancellationToken).ConfigureAwait(false));
        }

        var name = parsed.GetValue(_name) ?? ProjectName(connectors[0]);
        var ownFolder = arguments[0].IsLive || connectors[0].Solution is not null ? null
            : File.Exists(arguments[0].Place) ? Path.GetDirectoryName(Path.GetFullPath(arguments[0].Place))
            : arguments[0].Place;
        var project = Adopter.Create(connectors, new AdoptionOptions
        {
            ProjectName = name,
            Directory = Path.GetFullPath(parsed.GetValue(_output) ?? ownFolder ?? name),
            SdkVersion = ToolVersion.Text,
            SolutionName = parsed.GetValue(_solution),
            PublisherPrefix = parsed.GetValue(_prefix),
        });
        var written = project.Write(parsed.GetValue(_force));
        DiagnosticLines.Write(context.Streams.Out, project.Findings);
        foreach (var file in written)
        {
            await context.Streams.Out.WriteLineAsync($"  wrote {file}").ConfigureAwait(false);
        }

        foreach (var managed in connectors.Select(c => c.Environment).OfType<AdoptedEnvironment>().Where(e => e.IsManaged))
        {
            await context.Streams.Out.WriteLineAsync(
                $"In {managed.Name} the connector came with a managed solution. The environment has Managed=\"true\" in the project: a "
                    + "deployment imports a new version of the solution.").ConfigureAwait(false);
        }

        await context.Streams.Out.WriteLineAsync(
            "Where the environment has no deployment record of the connector, the next deployment adds one"
            + (project.SignsInWithEntra ? " and mints a client secret: which one the connector holds cannot be read." : ".")).ConfigureAwait(false);
        if (project.IsMultiTenant)
        {
            await context.Streams.Out.WriteLineAsync(
                "The sign-in takes users of every organisation (tenantId \"common\"). For your own organisation alone, write its tenant id into "
                + "apiProperties.{environment}.json: docs/environments.md, \"The tenant's own id\".").ConfigureAwait(false);
        }

        var environment = connectors.Select(c => c.Environment).FirstOrDefault(e => e?.IsReachable == true)?.Name ?? DeploymentEnvironment.LocalName;
        await context.Streams.Out.WriteLineAsync(
            $"{name} -> {project.Directory} (look at it with: dotnet connector plan {Quote(project.Directory)} --environment "
                + $"{environment})").ConfigureAwait(false);
        return ExitCode.Done;
    }

    private async Task<int> AllAsync(ParseResult parsed, List<SourceArgument> arguments, ToolContext context)
    {
        if (arguments is not [{ IsLive: false } source])
        {
            throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.SeveralConnectors,
                "--all adopts the connectors of one solution zip or one unpacked solution. Nothing was written. Export the solution of "
                    + "the environment and name the zip, or adopt one connector after the other with --connector."));
        }

        var (solution, connectors) = PackageSource.ReadAll(PathSource.SolutionOf(source.Place) ?? source.Place);
        var name = parsed.GetValue(_name) ?? solution.UniqueName;
        var named = new List<(string Name, AdoptedConnector Connector)>();
        foreach (var connector in connectors)
        {
            named.Add((Unused(ProjectName(connector), [name, .. named.Select(n => n.Name)]), connector));
        }

        var projects = Adopter.CreateSolution(solution, named, new AdoptionOptions
        {
            ProjectName = name,
            Directory = Path.GetFullPath(parsed.GetValue(_output) ?? name),
            SdkVersion = ToolVersion.Text,
            SolutionName = parsed.GetValue(_solution),
            PublisherPrefix = parsed.GetValue(_prefix),
        });
        var force = parsed.GetValue(_force);
        foreach (var project in projects)
        {
            project.RequireFree(force);
        }

        foreach (var project in projects)
        {
            DiagnosticLines.Write(context.Streams.Out, project.Findings);
            foreach (var file in project.Write(force))
            {
                await context.Streams.Out.WriteLineAsync($"  wrote {file}").ConfigureAwait(false);
            }
        }

        var folder = projects[^1].Directory;
        await context.Streams.Out.WriteLineAsync(
            $"{name} -> {folder} (a solution of {DeploymentText.Plural(connectors.Count, "connector")}; look at it with: dotnet "
                + $"connector plan {Quote(folder)} --environment local)").ConfigureAwait(false);
        return ExitCode.Done;
    }

    // Names of folders: two of one name in another case would be one on some machines.
    private static string Unused(string name, IReadOnlyCollection<string> taken) => Enumerable.Range(1, int.MaxValue)
        .Select(n => n == 1 ? name : $"{name}{n}")
        .First(n => !taken.Contains(n, StringComparer.OrdinalIgnoreCase));

    private static string ProjectName(AdoptedConnector connector)
    {
        var title = connector.DisplayName ?? connector.Definition["info"]?["title"]?.ToString() ?? "";
        var words = string.Concat(title.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "Connector" : string.Concat(words.Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }

    private static string Quote(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
