using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Tool.Targets;

namespace ConnectorBuild.Tool.Doctor;

/// <summary>The reads of <c>doctor</c>: tokens, WhoAmI, privileges, the tenant's policies. Nothing is written.</summary>
internal sealed class DoctorReads(EnvironmentSession session, HttpClient http)
{
    private DateTimeOffset? _serverTime;

    /// <summary>The findings of an environment.</summary>
    /// <param name="project">The project: the lifetime of client secrets and the address of the API.</param>
    /// <param name="cancellationToken">Stops the reads.</param>
    public async Task<IReadOnlyList<DoctorFinding>> CheckAsync(ConnectorProject project, CancellationToken cancellationToken)
    {
        var found = new List<DoctorFinding>(session.SignInWays.Select(w => new DoctorFinding(DoctorLevel.Ok, "sign-in", w.Trim() + ".")));
        var target = session.Target;
        if (await TokenAsync("Entra", session.Entra, target.GraphScope, found, cancellationToken).ConfigureAwait(false) is { } graph)
        {
            var claims = TokenClaims.Read(graph);
            found.Add(Tenant(claims, target.TenantId));
            found.Add(GraphChecks.Rights(claims, string.Equals(target.Environment.EntraMode, "Verify", StringComparison.OrdinalIgnoreCase)));
            var (_, policy) = await GetAsync(
                new Uri(target.GraphUrl, "v1.0/policies/defaultAppManagementPolicy"), graph, cancellationToken).ConfigureAwait(false);
            found.Add(GraphChecks.AppPolicy(policy, project.SecretLifetimeDays));
        }

        var scope = new Uri(target.DataverseUrl, ".default").ToString();
        if (await TokenAsync("Dataverse", session.Dataverse, scope, found, cancellationToken).ConfigureAwait(false) is { } dataverse)
        {
            var (status, who) = await GetAsync(
                new Uri(target.DataverseUrl, "api/data/v9.2/WhoAmI"), dataverse, cancellationToken).ConfigureAwait(false);
            var claims = TokenClaims.Read(dataverse);
            var clientId = claims.Scopes.Count > 0 ? null : claims.ClientId;
            found.Add(DataverseChecks.User(status, target.DataverseUrl, clientId));
            if (who?["UserId"]?.ToString() is { } user)
            {
                var privileges = new Uri(target.DataverseUrl, $"api/data/v9.2/systemusers({user})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()");
                var (_, answer) = await GetAsync(privileges, dataverse, cancellationToken).ConfigureAwait(false);
                found.Add(DataverseChecks.Privileges(answer, target.DataverseUrl, clientId));
            }
        }

        found.Add(await DataPoliciesAsync(project, cancellationToken).ConfigureAwait(false));

        // The machine's own clock, whatever time the run is given.
        found.Add(MachineChecks.Clock(TimeProvider.System.GetUtcNow(), _serverTime));
        return found;
    }

    // Only of the commercial cloud with its own sign-in: no token goes to another place than the environment's.
    private async Task<DoctorFinding> DataPoliciesAsync(ConnectorProject project, CancellationToken cancellationToken)
    {
        var target = session.Target;
        if (target.Environment.IsLocalCloud)
        {
            return DataPolicyChecks.Local;
        }

        JsonNode? policies = null;
        if (target.AuthorityHost == MicrosoftCloud.Public.AuthorityHost && target.PowerPlatformUrl == MicrosoftCloud.Public.PowerPlatformUrl
            && await TokenAsync("", session.Dataverse, DataPolicyChecks.Scope, [], cancellationToken).ConfigureAwait(false) is { } token)
        {
            (_, policies) = await GetAsync(DataPolicyChecks.Address, token, cancellationToken).ConfigureAwait(false);
        }

        return DataPolicyChecks.Judge(policies, DataPolicyChecks.ApiOf(project, cancellationToken), target.Environment.EnvironmentId);
    }

    private static DoctorFinding Tenant(TokenClaims claims, Guid wanted) =>
        !Guid.TryParse(claims["tid"], out var tenant) ? new(DoctorLevel.Unknown, "tenant", "The token does not say its tenant.")
        : tenant == wanted ? new(DoctorLevel.Ok, "tenant", $"Signed in to {tenant}, as the project says.")
        : new(
            DoctorLevel.Error, "tenant", $"Signed in to {tenant}, but the environment is in {wanted}.",
            $"az login --tenant {wanted} --allow-no-subscriptions");

    private async Task<string?> TokenAsync(
        string service, TokenCredential credential, string scope, List<DoctorFinding> found, CancellationToken cancellationToken)
    {
        try
        {
            return (await credential.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken).ConfigureAwait(false)).Token;
        }
        catch (Exception e) when (e is Azure.Identity.AuthenticationFailedException or ConnectorException or HttpRequestException or InvalidOperationException)
        {
            found.Add(
                new(
                    DoctorLevel.Error, "sign-in", $"Signing in to {service} failed: {SafeText.OneLine(e.Message)}",
                    $"az login --tenant {session.Target.TenantId} --allow-no-subscriptions"));
            return null;
        }
    }

    private async Task<(int Status, JsonNode? Body)> GetAsync(Uri address, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var answer = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            _serverTime ??= answer.Headers.Date;
            var body = answer.IsSuccessStatusCode
                ? JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false))
                : null;
            return ((int)answer.StatusCode, body);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or ConnectorException)
        {
            return (0, null);
        }
    }
}
