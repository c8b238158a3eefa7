using System.CommandLine;
using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Conversion;
using ConnectorBuild.Tool.Output;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tool.Commands;

/// <summary><c>dotnet connector convert</c>: OpenAPI 3 to Swagger 2.0, for people without a project.</summary>
internal sealed class ConvertCommand : Command
{
    private readonly Argument<string> _file = CommonOptions.Path(new("file") { Description = "An OpenAPI 3 document, JSON or YAML." });
    private readonly Option<string?> _output = new("--output", "-o") { Description =
        "The file for the Swagger 2.0 document; the console if left out." };
    private readonly Option<string?> _report = new("--report") { Description = "Writes what was lost to this file, as Markdown." };
    private readonly Option<string?> _properties = new("--properties") { Description =
        "Writes an apiProperties.json with the sign-in that the document describes to this file." };
    private readonly Option<string?> _server = new("--server") { Description = "The API's address, where the document names none." };
    private readonly Option<string[]> _keep = Filters(
        "--keep", "Keeps operations: tag=..,path=..,method=..,id=.. (patterns with * and ?; all given must match); can be repeated.");
    private readonly Option<string[]> _drop = Filters("--drop", "Leaves operations out, by the same patterns; wins over --keep; can be repeated.");
    private readonly Option<string[]> _overlay = new("--overlay")
    {
        Description = "An OpenAPI overlay to apply first; for several, repeat the option in their order.",
    };
    private readonly Option<bool> _failOnLoss = new("--fail-on-loss") { Description = "Exits 1 when a part of the contract is lost (a warning)." };

    private readonly Option<bool> _force = new("--force") { Description = "Overwrites the file of --properties where it was changed." };

    public ConvertCommand(ToolContext context)
        : base("convert", "Converts OpenAPI 3.0, 3.1 or 3.2 to the Swagger 2.0 that the platform takes, and says what is lost.")
    {
        Add(_file);
        foreach (var option in new Option[] { _output, _report, _properties, _server, _keep, _drop, _overlay, _failOnLoss, _force })
        {
            Add(option);
        }

        _server.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } server && !IsAddress(server))
            {
                result.AddError(
                    "--server must be the API's address with https or http, without user, query and fragment, such as "
                        + $"https://api.contoso.com/v1, and is '{SafeText.OneLine(server)}'.");
            }
        });
        Validators.Add(result =>
        {
            if (result.GetValue(_output) is { } output && result.GetValue(_file) is { } source
                && Path.GetFullPath(output) == Path.GetFullPath(source))
            {
                result.AddError("--output names the source itself, which would be lost. Name another file.");
            }
        });
        SetAction((parsed, stop) => Task.FromResult(Run(context.Streams, parsed, stop)));
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { UserInfo: "", Query: "", Fragment: "" };

    private int Run(ToolStreams streams, ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(parsed.GetValue(_file)!);
        var server = parsed.GetValue(_server);
        var converted = DocumentConversion.Convert(
            new ConnectorProject
            {
                ProjectName = Path.GetFileNameWithoutExtension(file),
                ProjectDirectory = Environment.CurrentDirectory,
                DefinitionFile = file,
                Operations = [.. Operations(parsed, _keep, isKeep: true), .. Operations(parsed, _drop, isKeep: false)],
                Overlays = [.. (parsed.GetValue(_overlay) ?? []).Select(Path.GetFullPath)],
                Api = server is null ? null : new ConnectorApi(server, null, null),
            },
            cancellationToken);
        DiagnosticLines.Write(streams.Error, converted.Diagnostics);
        if (converted is { Source: { } source, Definition: not null })
        {
            DiagnosticLines.Write(streams.Error, SecondReader.Check(source, converted.Diagnostics));
        }

        if (parsed.GetValue(_report) is { } report && converted.Report is { } text)
        {
            ReportFile.Write(report, text);
        }

        if (converted.Definition is not { } definition || converted.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            return ExitCode.Failed;
        }

        if (parsed.GetValue(_properties) is { } properties && converted.Properties is { } signIn)
        {
            ReportFile.WriteOwn(properties, Encoding.UTF8.GetString(signIn.Span), parsed.GetValue(_force));
        }

        Write(streams, parsed.GetValue(_output), definition);
        return parsed.GetValue(_failOnLoss) && converted.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Warning && d.Id.StartsWith("CB16", StringComparison.Ordinal))
            ? ExitCode.Failed
            : ExitCode.Done;
    }

    private static void Write(ToolStreams streams, string? output, ReadOnlyMemory<byte> definition)
    {
        var text = Encoding.UTF8.GetString(definition.Span);
        if (output is null)
        {
            streams.Out.Write(text);
        }
        else
        {
            ReportFile.Write(output, text);
        }
    }

    private static IEnumerable<ConnectorOperation> Operations(ParseResult parsed, Option<string[]> option, bool isKeep) =>
        (parsed.GetValue(option) ?? []).Select(text => OperationOption.Parse($"{option.Name} {text}", text, isKeep));

    private static Option<string[]> Filters(string name, string description)
    {
        var option = new Option<string[]>(name) { Description = description };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (OperationOption.Fault(token.Value) is { } fault)
                {
                    result.AddError($"{name} {token.Value}: {fault}");
                }
            }
        });
        return option;
    }
}
