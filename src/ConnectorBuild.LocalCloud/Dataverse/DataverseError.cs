using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>A refusal in the Web API's shape.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error's code, <c>0x</c> and eight hex digits.</param>
/// <param name="Message">The error's message.</param>
internal sealed record DataverseError(int Status, string Code, string Message)
{
    /// <summary>Ends the request with it.</summary>
    public CloudFailure ToFailure(CloudRequest request)
    {
        var error = new JsonObject { ["code"] = Code, ["message"] = Message };
        if (request.Header("Prefer")?.Contains("odata.include-annotations", StringComparison.Ordinal) ?? false)
        {
            error["@Microsoft.PowerApps.CDS.ErrorDetails.HttpStatusCode"] = Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
            error["@Microsoft.PowerApps.CDS.InnerError.Message"] = Message;
        }

        return new CloudFailure(CloudResponse.Json(Status, new JsonObject { ["error"] = error }, "application/json; odata.metadata=minimal"));
    }

    public static DataverseError NotFound(string table, string id) => new(404, "0x80040217", $"Entity '{table}' With Id = {id} Does Not Exist");

    public static DataverseError BadRequest(string message) => new(400, "0x80048d19", message);

    public static DataverseError Duplicate { get; } = new(412, "0x80040237", "A record with matching key values already exists.");

    public static DataverseError VersionMismatch { get; } = new(
        412, "0x80060882", "The version of the existing record doesn't match the RowVersion property provided.");

    public static DataverseError NotAMember { get; } = new(403, "0x80072560", "The user is not a member of the organization.");

    public static DataverseError NotSupported(string operation) =>
        new(501, Http.NotSupported.Code, Http.NotSupported.Message(operation + " in Dataverse"));

    public static DataverseError TooLong(Column column, int length) => new(400, "0x80044331",
        $"A validation error occurred. The length of the '{column.Name}' attribute of the entity exceeded the maximum allowed length "
            + $"of '{column.MaxLength}'. It has {length} characters.");

    /// <summary>What the connectors' own backend answers, passed through.</summary>
    public static DataverseError ApiHubs(string message) => new(400, "0x80040224",
        $"ApiHubsRequestFailed: The request failed with client error: '{message}'");
}
