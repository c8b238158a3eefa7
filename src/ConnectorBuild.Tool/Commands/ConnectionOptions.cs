using System.CommandLine;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using ConnectorBuild.Tool.Calls;
using ConnectorBuild.Tool.Projects;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Commands;

/// <summary>The options by which <c>call</c> and <c>listen</c> find a connector in the local cloud, and a connection to it.</summary>
internal sealed class ConnectionOptions
{
    private const string Reference = "env:";

    private readonly Option<string?> _environment = CommonOptions.Environment();
    private readonly Option<string?> _state = new("--state") { Description =
        "The local cloud's state file; by default the project's obj/local-cloud/state.json." };
    private readonly Option<string?> _connector = new("--connector") { Description = "Row id or name of the connector; by default the project's." };
    private readonly Option<string?> _user = CommonOptions.User();
    private readonly Option<string?> _set = new("--parameter-set") { Description = "The parameter set of a new connection; by default the first." };
    private readonly Option<string[]> _values = Pairs(
        "--connection-parameter",
        "A value of a new connection: name=env:VARIABLE, or name=value if it is not a secret. Without it, an existing connection is used.");
    private readonly Option<string[]> _parameters = Pairs(
        "--parameter", "A value for a parameter of the operation: name=value. Several values of one name are a list.");
    private readonly Option<string?> _body = new("--body") { Description = "A file with the body of the request." };

    public ConnectionOptions(Command command)
    {
        foreach (Option option in (Option[])[_parameters, _body, _environment, _connector, _user, _set, _values, _state])
        {
            command.Add(option);
        }
    }

    /// <summary>Opens the local cloud and the connector.</summary>
    public async Task<(LocalCloudConnection Cloud, CallSession Session)> OpenAsync(
        ParseResult parsed, string project, ToolContext context, CancellationToken cancellationToken)
    {
        var place = await LocalCloudPlace.ResolveAsync(project, parsed.GetValue(_state), options: null, cancellationToken).ConfigureAwait(false);
        var cloud = await LocalCloudConnection.OpenAsync(
            place.StateFile, isAttachable: false, context.Clock, cancellationToken, place.ReadOptions()).ConfigureAwait(false);
        try
        {
            var environment = cloud.RequireEnvironment(parsed.GetValue(_environment)).Name;
            var connector = parsed.GetValue(_connector) ?? await ProjectArgument.ConnectorIdAsync(project, cancellationToken).ConfigureAwait(false);
            return (cloud, await CallSession.OpenAsync(cloud, environment, connector, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await cloud.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Connects as the options say.</summary>
    public Task ConnectAsync(ParseResult parsed, CallSession session, CancellationToken cancellationToken)
    {
        var values = Read(parsed.GetValue(_values)).ToDictionary(p => p.Key, p => Resolve(p, session.Connector), StringComparer.OrdinalIgnoreCase);
        return session.ConnectAsync(
            new ConnectionRequest { ParameterSet = parsed.GetValue(_set), User = parsed.GetValue(_user), Parameters = values, Reuse = true },
            cancellationToken);
    }

    /// <summary>The values for the operation.</summary>
    public CallValues Values(ParseResult parsed)
    {
        var parameters = Read(parsed.GetValue(_parameters)).ToLookup(p => p.Key, p => p.Value, StringComparer.OrdinalIgnoreCase);
        return new CallValues(parameters, parsed.GetValue(_body) is { } file ? ReadBody(file) : null);
    }

    private static byte[] ReadBody(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                new Diagnostic(
                    RuntimeErrors.ParametersWrong, $"The file of --body cannot be read: {e.Message.TrimEnd('.')}. Nothing was called."),
                e);
        }
    }

    // The value of a secret stays out of the command line, which other users of the machine and the shell's history see.
    private static string Resolve(KeyValuePair<string, string> pair, DeployedConnector connector)
    {
        if (pair.Value.StartsWith(Reference, StringComparison.Ordinal))
        {
            return Environment.GetEnvironmentVariable(pair.Value[Reference.Length..]) is { Length: > 0 } value
                ? value
                : throw new ConnectorException(new Diagnostic(
                RuntimeErrors.SignInMissing, $"The environment variable '{pair.Value[Reference.Length..]}', which "
                    + $"--connection-parameter names for '{pair.Key}', has no value. Nothing was called. Set the variable."));
        }

        return connector.SecretParameters.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)
            ? throw new ConnectorException(new Diagnostic(
                RuntimeErrors.ParametersWrong, $"'{pair.Key}' is a secret, and an argument is seen by others and kept by the shell. "
                    + "Nothing was called. Put the value into an environment variable, and write --connection-parameter "
                    + $"{pair.Key}=env:VARIABLE."))
            : pair.Value;
    }

    private static IEnumerable<KeyValuePair<string, string>> Read(string[]? pairs) => (pairs ?? []).Select(p =>
    {
        var at = p.IndexOf('=', StringComparison.Ordinal);
        return KeyValuePair.Create(p[..at], p[(at + 1)..]);
    });

    private static Option<string[]> Pairs(string name, string description)
    {
        var option = new Option<string[]>(name) { Description = description };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError(
                    $"{name} takes name=value, and '{(token.Value.Length > 20 ? token.Value[..20] + "..." : token.Value)}' has no name "
                        + "or no equals sign.");
            }
        });
        return option;
    }
}
