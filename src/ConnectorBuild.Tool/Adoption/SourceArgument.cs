using System.Text.RegularExpressions;
using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Adoption;

/// <summary>A source of <c>adopt</c> as it stands on the command line: <c>[environment=]folder|zip|address|local</c>.</summary>
/// <param name="Environment">Name of the environment, or null.</param>
/// <param name="Place">A folder, a zip, the address of an environment, or <c>local</c>.</param>
internal sealed partial record SourceArgument(string? Environment, string Place)
{
    /// <summary>Whether it is an environment and not a file.</summary>
    public bool IsLive => Place == DeploymentEnvironment.LocalName || Place.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    public static SourceArgument Parse(string text) =>
        Named().Match(text) is { Success: true } match ? new(match.Groups[1].Value, match.Groups[2].Value) : new(null, text);

    /// <summary>Reads the connector.</summary>
    /// <param name="wanted">Name or id of the connector, or null.</param>
    /// <param name="tenants">Tenants by the environment's name; the one of all of them under an empty name.</param>
    /// <param name="addresses">The cloud that environments are in.</param>
    /// <param name="stateFile">The state file of the local cloud.</param>
    /// <param name="context">Streams and time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<AdoptedConnector> ReadAsync(
        string? wanted, IReadOnlyDictionary<string, string> tenants, EnvironmentAddresses addresses, string stateFile, ToolContext context, CancellationToken cancellationToken)
    {
        if (!IsLive)
        {
            var connector = PathSource.Read(Place, wanted);
            return Environment is null
                ? connector
                : connector with { Environment = new AdoptedEnvironment(Environment) { TenantId = tenants.GetValueOrDefault(Environment) ?? tenants.GetValueOrDefault("") } };
        }

        var isLocal = Place == DeploymentEnvironment.LocalName;
        if (isLocal && !File.Exists(stateFile))
        {
            throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.NoConnector,
                $"There is no local cloud at '{stateFile}', so it has no connector. Nothing was changed. Deploy to it first, or name its state file "
                    + "with --state: it is in the obj folder of the project that was deployed."));
        }

        var name = Environment ?? (isLocal ? Place : new Uri(Place).Host.Split('.')[0]);
        var environment = new DeploymentEnvironment
        {
            Name = isLocal ? DeploymentEnvironment.LocalName : name,
            Url = isLocal ? null : Place,
            TenantId = tenants.GetValueOrDefault(name) ?? tenants.GetValueOrDefault(""),
            Cloud = addresses.Cloud,
            AuthorityHost = isLocal ? null : addresses.AuthorityHost,
            GraphUrl = isLocal ? null : addresses.GraphUrl,
            TrustedCertificate = isLocal ? null : addresses.TrustedCertificate,
        };
        var session = await EnvironmentSession.OpenAsync(environment, stateFile, context, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            using var http = CloudHttp.Create(session.Target, context.Clock);
            var reader = new LiveConnectorReader(http, session.Target, session.Dataverse);
            await context.Streams.Out.WriteLineAsync(
                $"Signed in to {session.Target.DataverseUrl} as {await reader.SignInAsync(cancellationToken).ConfigureAwait(false)}").ConfigureAwait(false);
            return await LiveSource.ReadAsync(reader, session.Target, wanted, cancellationToken).ConfigureAwait(false);
        }
    }

    // A name that can be part of a file's name; a drive letter and an address have no '='.
    [GeneratedRegex(@"^([A-Za-z0-9][A-Za-z0-9_-]*)=(.+)$", RegexOptions.Singleline)]
    private static partial Regex Named();
}

/// <summary>
/// What the environments of a command line have in common: the settings of a <c>ConnectorEnvironment</c> that say which cloud they are
/// in.
/// </summary>
/// <param name="Cloud">The Microsoft cloud, or null.</param>
/// <param name="AuthorityHost">Where tokens come from, where it is not the cloud's.</param>
/// <param name="GraphUrl">Microsoft Graph, where it is not the cloud's.</param>
/// <param name="TrustedCertificate">The absolute path of a PEM certificate that is trusted besides the machine's own, or null.</param>
internal sealed record EnvironmentAddresses(string? Cloud, string? AuthorityHost, string? GraphUrl, string? TrustedCertificate);
