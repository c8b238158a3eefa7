using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Faults;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary>The Web API of one environment, v9.0 to v9.2.</summary>
internal sealed class DataverseApi(CloudState state, DataverseEnvironment environment, FaultRules faults)
{
    /// <summary>All it does; paths are without <c>/api/data/v9.x</c>.</summary>
    public static IReadOnlyList<Operation<DataverseContext>> Operations { get; } = [.. DataverseOperations.All, .. Tables.All.SelectMany(TableOperations.Of)];

    /// <summary>Answers a request.</summary>
    public CloudResponse Handle(CloudRequest request)
    {
        try
        {
            return WithHeaders(Route(request));
        }
        catch (CloudFailure failure)
        {
            WithHeaders(failure.Response);
            throw;
        }
    }

    /// <summary>What clients log.</summary>
    private CloudResponse WithHeaders(CloudResponse response)
    {
        var id = state.Ids.NextId();
        return response.With("x-ms-service-request-id", id).With("REQ_ID", id).With("OData-Version", "4.0");
    }

    private CloudResponse Route(CloudRequest request)
    {
        if (request.Path == "/$batch" && request.Method == "POST")
        {
            return DataverseBatch.Handle(Context(request, new Dictionary<string, string>()));
        }

        foreach (var operation in Operations)
        {
            if (operation.Method == request.Method && operation.Matches(request.Path, out var route))
            {
                return operation.Handle(Context(request, ActionParameters.Resolve(request, route)));
            }
        }

        Context(request, new Dictionary<string, string>());
        throw DataverseSegments.Refusal(request, Operations).ToFailure(request);
    }

    /// <summary>Answers a request of a batch: refusals stay in the batch, and what the refused part had changed is taken back.</summary>
    private CloudResponse HandlePart(CloudRequest request, string sent) =>
        FaultAnswer.Apply(faults.Strike("Dataverse", environment.Name, request.Method, sent, isPart: true), () => Isolated(request));

    private CloudResponse Isolated(CloudRequest request)
    {
        var restore = request.Method == "GET" ? null : environment.Snapshot();
        try
        {
            return Handle(request);
        }
        catch (CloudFailure failure)
        {
            restore?.Invoke();
            return failure.Response;
        }
    }

    private DataverseContext Context(CloudRequest request, IReadOnlyDictionary<string, string> route)
    {
        var token = BearerToken.Read(state, request, out var problem);
        if (token is null || token.Text("aud")?.TrimEnd('/') != environment.Url)
        {
            var challenge = $"Bearer authorization_uri={state.AuthorityHost}{environment.Tenant.Id}/oauth2/authorize, resource_id={environment.Url}/";
            var text = problem.Length > 0 ? problem : "The audience of the access token is not this environment.";
            throw new CloudFailure(
                CloudResponse.Bytes(401, System.Text.Encoding.UTF8.GetBytes(text), "text/plain").With("WWW-Authenticate", challenge));
        }

        var user = token.Text("tid") == environment.Tenant.Id
            ? Rows.FindBy(environment, Tables.SystemUser, "azureactivedirectoryobjectid", token.Text("oid")!)
            : null;
        if (user is null || user["isdisabled"]!.GetValue<bool>())
        {
            throw DataverseError.NotAMember.ToFailure(request);
        }

        if (request.Header("CallerObjectId") is not null || request.Header("MSCRMCallerID") is not null)
        {
            throw DataverseError.NotSupported("impersonation by a header").ToFailure(request);
        }

        return new DataverseContext(HandlePart, state, environment, request, user.Id(Tables.SystemUser), route);
    }
}
