using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>Reads a connector out of an environment.</summary>
public static class LiveSource
{
    /// <summary>The connector.</summary>
    /// <param name="reader">The environment.</param>
    /// <param name="target">Its address.</param>
    /// <param name="wanted">Row id, row name, display name or internal id; null when the environment has only one custom connector.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">CB6301, CB6302: none or several; CB6310, CB1xxx: a column is damaged; CB7xxx, CB8xxx, CB9005.</exception>
    public static async Task<AdoptedConnector> ReadAsync(
        LiveConnectorReader reader, DeploymentTarget target, string? wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(target);
        var found = await reader.FindAsync(wanted, cancellationToken).ConfigureAwait(false);
        var where = $"{target.DataverseUrl}";

        // The platform's own id is a name, too, and the environment has looked for it already.
        var live = found.Count == 1 ? found[0] : ConnectorChoice.One(found, f => f.Row.Identity, wanted, where);
        if (live.Solutions.Count == 0 && found.Count > 1)
        {
            live = (await reader.FindAsync(live.Row.Identity.RowId.ToString(), cancellationToken).ConfigureAwait(false))[0];
        }

        var adopted = RowFiles.Create(live.Row, where);

        // A managed connector comes with the managed one of its solutions; it may have been added to others.
        var home = live.Solutions.FirstOrDefault(s => s.IsManaged == live.IsManaged) ?? (live.Solutions.Count > 0 ? live.Solutions[0] : null);
        return adopted with
        {
            Solution = home is null
                ? null
                : new AdoptedSolution(home.UniqueName, home.DisplayName, home.Version, home.PublisherName, home.PublisherPrefix)
            {
                Description = string.IsNullOrEmpty(home.Description) ? null : home.Description,
                PublisherDetails = AdoptionChecks.Needed(home.PublisherDetails, home.PublisherName, home.PublisherPrefix),

                // A definition of another publisher belongs to another solution.
                EnvironmentVariables = [.. live.EnvironmentVariables.Where(
                    v => v.SchemaName.StartsWith(home.PublisherPrefix + "_", StringComparison.OrdinalIgnoreCase))],
            },
            VariableValues = live.VariableValues,
            Environment = new AdoptedEnvironment(target.Name)
            {
                Url = target.Environment.Url is null ? null : Origin(target.DataverseUrl),
                TenantId = target.Environment.TenantId,
                Cloud = target.Environment.Cloud,
                AuthorityHost = target.Environment.AuthorityHost is null ? null : Origin(target.AuthorityHost),
                GraphUrl = target.Environment.GraphUrl is null ? null : Origin(target.GraphUrl),
                TrustedCertificate = target.Environment.TrustedCertificate,
                IsLocalCloud = target.Environment.IsLocalCloud,
                IsManaged = live.IsManaged,
                ClientId = ConnectorCleaner.ClientId(Resolved(adopted.Properties, live.VariableValues)),
            },
        };
    }

    // A package refers to the client id by an environment variable.
    private static JsonNode Resolved(JsonObject properties, IReadOnlyDictionary<string, string> values)
    {
        var copy = properties.DeepClone();
        VariableReference.Resolve(copy, name => values.GetValueOrDefault(name));
        return copy;
    }

    // A person copies the address of a page; a project takes only where it is.
    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
