using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.PowerApps;

/// <summary>What the PowerApps resource provider does, with what docs/local-cloud.md says of it. Paths are without <c>/providers</c>.</summary>
internal static class PowerAppsOperations
{
    private const string Paconn = "SRC (paconn)";
    private const string Recorded = "SRC (paconn; names and types: recordings in the tests of CLI for Microsoft 365)";

    public static IReadOnlyList<Operation<PowerAppsContext>> All { get; } =
    [
        new("GET", "/Microsoft.ProcessSimple/environments", ApiActions.Environments, "simplified: name, which is the id, and display name", Paconn),
        new("GET", "/Microsoft.PowerApps/environments", ApiActions.Environments, "as above", "DOC"),
        new("GET", "/Microsoft.PowerApps/apis", ApiActions.List,
            "custom connectors only, those of Dataverse among them; `$filter=environment eq '{name}'`, with or without `and IsCustomApi eq 'True'`",
            Recorded),
        new("POST", "/Microsoft.PowerApps/apis", ApiActions.Create,
            "`openApiDefinition`, `backendService`, `environment`, `displayName`, `description`, `iconUri`, `scriptDefinitionUrl` and the members of "
            + "apiProperties.json; `ApiHubsRequestFailed`, `InvalidScriptDefinitionUrlWithNonNullOperations`, `ConnectionIdParameterNotAllowed`; the "
            + "connector has no row in Dataverse",
            "SRC (paconn), ISS (codes); 201, and texts: INFERRED"),
        new(
            "GET", "/Microsoft.PowerApps/apis/{api}", ApiActions.Get,
            "with `swagger` and `apiDefinitions`; no `wadlUrl`; 404 `ApiResourceNotFound`", $"{Recorded}; the 404: INFERRED"),
        new("PATCH", "/Microsoft.PowerApps/apis/{api}", ApiActions.Update,
            "of a connector that was made here; an empty `scriptDefinitionUrl` removes the custom code; a new `displayName` is "
                + "`CannotUpdateApiDisplayName`; a row of Dataverse: 501",
            "SRC (paconn), ISS (code)"),
        new("POST", "/Microsoft.PowerApps/objectIds/{objectId}/validateApiSwagger", ApiActions.Validate,
            "simplified: what a save refuses; an empty body where nothing is wrong. `enableConnectorCertificationRules` changes nothing",
            "SRC (paconn); code of the refusal: INFERRED"),
        new("POST", "/Microsoft.PowerApps/objectIds/{objectId}/generateResourceStorage", ApiActions.NewStorage,
            "`sharedAccessSignature` of a container on this port, for an hour: `PUT` and `GET` of block blobs. paconn's own uploader "
                + "takes the account "
            + "from a host `{account}.blob.{suffix}` and cannot use it",
            "SRC (paconn); storage of an hour: INFERRED"),
    ];

    /// <summary>What the real provider has besides.</summary>
    public static IReadOnlyList<Unmodelled> Others { get; } =
    [
        new("DELETE", "/Microsoft.PowerApps/apis/*", "deleting connectors"),
        new("*", "/Microsoft.PowerApps/apis/*/connections*", "connections"),
        new("*", "/Microsoft.PowerApps/apis/*/*", "permissions and more of a connector"),
        new("*", "/Microsoft.PowerApps/*", "apps and more of the resource provider"),
        new("*", "/Microsoft.ProcessSimple/*", "flows"),
        new("*", "/Microsoft.BusinessAppPlatform/*", "administration of environments"),
    ];
}
