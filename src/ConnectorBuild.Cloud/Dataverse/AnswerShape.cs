using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>
/// Whether the columns of an answer are of the kinds that the Web API documents. Checked once, where answers come in, so that nobody who
/// reads a column has to doubt what it is; a column that is not listed may be of any kind, because rows come back whole after a write.
/// </summary>
internal static class AnswerShape
{
    private const string Progress = "progress"; // In percent, with a fraction.

    private static readonly FrozenSet<string> Numbers = FrozenSet.Create(
        StringComparer.Ordinal, "componenttype", "dependentcomponenttype", "statecode", "statuscode", "errorcode", Progress, "type",
        "customizationoptionvalueprefix");

    private static readonly FrozenSet<string> Flags = FrozenSet.Create(StringComparer.Ordinal, "ismanaged", "isrequired");

    // A reference that is expanded is a row instead of its id.
    private static readonly FrozenSet<string> References = FrozenSet.Create(StringComparer.Ordinal, "solutionid", "publisherid");

    private static readonly FrozenSet<string> Texts = FrozenSet.ToFrozenSet(
        [
            .. ConnectorColumns.All.Select(c => c.Name),
            "@odata.etag", "connectorid", "connectorinternalid", "iconblobid", "iconblob", "name", "displayname", "description", "uniquename",
            "friendlyname", "version", "emailaddress", "supportingwebsiteurl",
            "customizationprefix", "schemaname", "defaultvalue", "apiid", "parameterkey",
            "environmentvariabledefinitionid", "environmentvariablevalueid",
            "connectionreferenceid",
            "connectionreferencelogicalname", "connectionreferencedisplayname", "connectionid", "_customconnectorid_value",
            "_ownerid_value", "_publisherid_value", "systemuserid", "teamid", "fullname", "AccessMask", "orgdborgsettings",
            "objectid", "dependentcomponentobjectid",
            "msdyn_solutionname", "importjobid", "solutionname", "createdon", "completedon", "message", "friendlymessage",
            "AsyncOperationId", "ImportJobKey", "StageSolutionUploadId", "StageSolutionStatus",
            "SolutionValidationResultType", "Status", "Message",
        ],
        StringComparer.Ordinal);

    /// <summary>What is wrong with an answer, naming the first such column; null when nothing is.</summary>
    public static string? Problem(JsonObject answer)
    {
        try
        {
            return ProblemIn(answer);
        }
        catch (ArgumentException)
        {
            return "it has a name twice";
        }
    }

    private static string? ProblemIn(JsonNode? node) => node switch
    {
        JsonObject row => row.Select(m => ProblemOf(m.Key, m.Value) ?? ProblemIn(m.Value)).FirstOrDefault(p => p is not null),
        JsonArray rows => rows.Select(ProblemIn).FirstOrDefault(p => p is not null),
        _ => null,
    };

    private static string? ProblemOf(string name, JsonNode? value)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var (isRight, wanted) = kind == JsonValueKind.Null ? (true, "")
            : Numbers.Contains(name) ? (IsNumber(name, value!, kind), "a number")
            : Flags.Contains(name) ? (kind is JsonValueKind.True or JsonValueKind.False, "true or false")
            : References.Contains(name) ? (kind is JsonValueKind.String or JsonValueKind.Object, "an id or a row")
            : (kind == JsonValueKind.String || !Texts.Contains(name), "a text");
        return isRight ? null : $"its '{name}' is not {wanted}";
    }

    private static bool IsNumber(string name, JsonNode value, JsonValueKind kind) =>
        kind == JsonValueKind.Number && (name == Progress ? value.AsValue().TryGetValue<double>(out _) : value.AsValue().TryGetValue<int>(out _));
}
