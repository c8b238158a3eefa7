using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse.Solutions;
using ConnectorBuild.LocalCloud.Faults;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary>The Web API of one environment, v9.0 to v9.2.</summary>
internal sealed class DataverseApi(CloudState state, DataverseEnvironment environment, FaultRules faults)
{
    /// <summary>All it does; paths are without <c>/api/data/v9.x</c>.</summary>
    public static IReadOnlyList<Operation<DataverseContext>> Operations { get; } = CreateOperations();

    /// <summary>Answers a request.</summary>
    public CloudResponse Handle(CloudRequest request)
    {
        if (request.Path == "/$batch" && request.Method == "POST")
        {
            return DataverseBatch.Handle(Context(request, new Dictionary<string, string>()));
        }

        foreach (var operation in Operations)
        {
            if (operation.Method == request.Method && operation.Matches(request.Path, out var route))
            {
                return operation.Handle(Context(request, route)).With("OData-Version", "4.0");
            }
        }

        throw DataverseError.NotSupported($"{request.Method} {request.Path}").ToFailure(request);
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
            throw new CloudFailure(CloudResponse.Bytes(401, System.Text.Encoding.UTF8.GetBytes(text), "text/plain").With("WWW-Authenticate", challenge));
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

    private static List<Operation<DataverseContext>> CreateOperations()
    {
        var operations = new List<Operation<DataverseContext>>
        {
            new("POST", "/$batch", DataverseBatch.Handle),
            new("GET", "/WhoAmI", WhoAmI),
            new("GET", "/WhoAmI()", WhoAmI),
            new("POST", "/AddSolutionComponent", Components.AddAction),
            new("POST", "/RemoveSolutionComponent", Components.RemoveAction),
            new("POST", "/StageSolution", SolutionActions.Stage),
            new("POST", "/ImportSolutionAsync", SolutionActions.Import),
            new("POST", "/StageAndUpgradeAsync", SolutionActions.Upgrade),
            new("POST", "/DeleteAndPromote", SolutionActions.Promote),
            new("POST", "/PublishAllXml", SolutionActions.PublishAll),
            new("POST", "/ExportSolution", SolutionExport.Handle),
            new("GET", "/RetrieveSolutionImportResult(ImportJobId={id})", ImportReport.Result),
            new("GET", "/RetrieveFormattedImportJobResults(ImportJobId={id})", ImportReport.Formatted),
            new("GET", "/msdyn_componentlayers", Layers.List),
            new("POST", "/GrantAccess", Sharing.Grant),
            new("POST", "/ModifyAccess", Sharing.Modify),
            new("POST", "/RevokeAccess", Sharing.Revoke),
            new("GET", "/RetrieveSharedPrincipalsAndAccess(Target={target})", Sharing.List),
            new("GET", "/RetrieveDependenciesForDelete(ObjectId={id},ComponentType={type})", Dependencies.ForDelete),
        };
        foreach (var table in Tables.All)
        {
            var set = "/" + table.Set;
            Add(table, TableVerbs.Read, "GET", set, RowReader.List);
            Add(table, TableVerbs.Read, "GET", set + "({id})", RowReader.Get);
            if (table.Collections.Count > 0)
            {
                Add(table, TableVerbs.Read, "GET", set + "({id})/{property}", RowReader.Navigate);
            }

            Add(table, TableVerbs.Create, "POST", set, RowWriter.Create);
            Add(table, TableVerbs.Update, "PATCH", set + "({id})", RowWriter.Patch);
            Add(table, TableVerbs.Delete, "DELETE", set + "({id})", RowWriter.Delete);
        }

        return operations;

        void Add(Table table, TableVerbs verb, string method, string template, Func<DataverseContext, Table, CloudResponse> handle)
        {
            if (table.Verbs.HasFlag(verb))
            {
                operations.Add(new(method, template, c => handle(c, table)));
            }
        }
    }

    private static CloudResponse WhoAmI(DataverseContext context) => CloudResponse.Json(200, new JsonObject
    {
        ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.WhoAmIResponse",
        ["BusinessUnitId"] = context.Environment.BusinessUnitId,
        ["UserId"] = context.UserId,
        ["OrganizationId"] = context.Environment.OrganizationId,
    });
}
