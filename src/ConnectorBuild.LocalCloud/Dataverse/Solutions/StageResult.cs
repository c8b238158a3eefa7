using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary>What <c>StageSolution</c> says of a file.</summary>
internal static class StageResult
{
    public static JsonObject Create(DataverseContext context, byte[] zip, string uploadId)
    {
        try
        {
            return Passed(context, SolutionFile.Read(zip), uploadId);
        }
        catch (SolutionFileException e)
        {
            return new JsonObject
            {
                ["StageSolutionUploadId"] = uploadId,
                ["StageSolutionStatus"] = "Failed",
                ["SolutionComponentsDetails"] = new JsonArray(),
                ["SolutionDetails"] = null,
                ["MissingDependencies"] = new JsonArray(),
                ["SolutionValidationResults"] = new JsonArray(new JsonObject
                {
                    ["SolutionValidationResultType"] = "Error",
                    ["Message"] = e.Message,
                    ["ErrorCode"] = -2147188685,
                    ["AdditionalInfo"] = "",
                }),
            };
        }
    }

    private static JsonObject Passed(DataverseContext context, SolutionFile file, string uploadId)
    {
        var former = Rows.FindBy(context.Environment, Tables.Solution, "uniquename", file.UniqueName);
        var formerPublisher = Rows.Find(context.Environment, Tables.Publisher, former.Text("_publisherid_value"));
        var components = new JsonArray(
            Component(file.FriendlyName, "solution", "Unknown", ("localizedname", file.FriendlyName), ("description", file.Description)));
        foreach (var connector in file.Connectors)
        {
            var isThere = Rows.Find(context.Environment, Tables.Connector, connector.Id) is not null;
            components.Add((JsonNode)Component(
                connector.Columns.GetValueOrDefault("displayname") ?? "",
                "Connector",
                isThere ? "True" : "False",
                ("connectorid", connector.Id),
                ("name", connector.Columns.GetValueOrDefault("name") ?? "")));
        }

        foreach (var variable in file.Variables)
        {
            var isThere = Rows.FindBy(context.Environment, Tables.EnvironmentVariableDefinition, "schemaname", variable.SchemaName) is not null;
            components.Add((JsonNode)Component(
                variable.Columns.GetValueOrDefault("displayname") ?? variable.SchemaName,
                "EnvironmentVariableDefinition",
                isThere ? "True" : "False",
                [.. ((string[])["schemaname", "displayname", "description", "type", "defaultvalue", "isrequired", "parameterkey", "parentdefinitionid", "apiid"])
                    .Select(k => (k, variable.Columns.GetValueOrDefault(k) ?? ""))]));
        }

        foreach (var reference in file.References)
        {
            var isThere = Rows.FindBy(
                context.Environment, Tables.ConnectionReference, "connectionreferencelogicalname", reference.LogicalName) is not null;
            components.Add((JsonNode)Component(
                reference.LogicalName,
                "connectionreference",
                isThere ? "True" : "False",
                [.. ((string[])["connectorid", "connectionreferencelogicalname", "connectionreferencedisplayname", "description"])
                    .Select(k => (k, reference.Columns.GetValueOrDefault(k) ?? ""))]));
        }

        return new JsonObject
        {
            ["StageSolutionUploadId"] = uploadId,
            ["StageSolutionStatus"] = "Passed",
            ["SolutionComponentsDetails"] = components,
            ["SolutionDetails"] = new JsonObject
            {
                ["SolutionUniqueName"] = file.UniqueName,
                ["SolutionFriendlyName"] = file.FriendlyName,
                ["SolutionDescription"] = file.Description,
                ["PublisherUniqueName"] = file.PublisherName,
                ["PublisherFriendlyName"] = file.PublisherFriendlyName,
                ["PreviousSolutionUniqueName"] = former.Text("uniquename"),
                ["PreviousSolutionFriendlyName"] = former.Text("friendlyname"),
                ["PreviousPublisherUniqueName"] = formerPublisher.Text("uniquename"),
                ["PreviousPublisherFriendlyName"] = formerPublisher.Text("friendlyname"),
                ["IsPatchSolution"] = false,
                ["IsManaged"] = file.IsManaged,
                ["PreviousIsManaged"] = former?["ismanaged"]?.GetValue<bool>() ?? false,
                ["SolutionVersion"] = file.Version,
                ["PreviousSolutionVersion"] = former.Text("version"),
                ["PreviousPatchSolutionsNames"] = new JsonArray(),
                ["IsPrerequisitesExport"] = false,
                ["HasPendingUpgrade"] = Rows.FindBy(context.Environment, Tables.Solution, "uniquename", file.UniqueName + ImportJob.HoldingSuffix) is not null,
            },
            ["MissingDependencies"] = new JsonArray(),
            ["SolutionValidationResults"] = new JsonArray(),
        };
    }

    private static JsonObject Component(string name, string type, string isPresent, params (string Key, string Value)[] attributes) => new()
    {
        ["ComponentName"] = name,
        ["ComponentTypeName"] = type,
        ["IsPresentInOrg"] = isPresent,
        ["Attributes"] = new JsonObject
        {
            ["Count"] = attributes.Length,
            ["Keys"] = attributes.Select(a => a.Key).ToJsonArray(),
            ["Values"] = attributes.Select(a => a.Value).ToJsonArray(),
        },
    };
}
