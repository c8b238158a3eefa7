using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary>What an import reports afterwards: the job's <c>data</c> and the functions over it.</summary>
internal static class ImportReport
{
    private static readonly XNamespace Sheet = "urn:schemas-microsoft-com:office:spreadsheet";

    /// <summary>The XML of <c>importjob.data</c>.</summary>
    public static string Data(string solution, string? error, int code, DateTimeOffset start, DateTimeOffset end) => new XElement("importexportxml",
        new XAttribute("start", start.UtcTicks),
        new XAttribute("stop", end.UtcTicks),
        new XAttribute("progress", error is null ? "100" : "0"),
        new XAttribute("processed", "true"),
        new XAttribute("succeeded", error is null ? "true" : "false"),
        new XElement("solutionManifests", new XElement("solutionManifest",
            new XAttribute("LocalizedName", solution),
            new XAttribute("processed", "true"),
            new XElement("UniqueName", solution),
            new XElement("result",
                new XAttribute("result", error is null ? "success" : "failure"),
                new XAttribute("errorcode", error is null ? "0" : Hex(code)),
                new XAttribute("errortext", error ?? ""),
                new XAttribute("datetimeticks", end.UtcTicks))))).ToString(SaveOptions.DisableFormatting);

    public static CloudResponse Result(DataverseContext context)
    {
        var job = Find(context);
        var error = job.Text("_error");
        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.RetrieveSolutionImportResultResponse",
            ["SolutionOperationResult"] = new JsonObject
            {
                ["FormattedResults"] = Workbook(job),
                ["Type"] = "Import",
                ["Status"] = error is null ? "Passed" : "Failed",
                ["WarningMessages"] = new JsonArray(),
                ["ErrorMessages"] = error is null ? new JsonArray() : new JsonArray(error),
                ["ActionLink"] = new JsonObject { ["Label"] = null, ["Target"] = null },
            },
        });
    }

    public static CloudResponse Formatted(DataverseContext context) => CloudResponse.Json(200, new JsonObject
    {
        ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.RetrieveFormattedImportJobResultsResponse",
        ["FormattedResults"] = Workbook(Find(context)),
    });

    private static JsonObject Find(DataverseContext context)
    {
        var text = context.Route["id"];
        var id = (text.StartsWith('@') ? context.Request.Query.GetValueOrDefault(text) ?? "" : text).Trim('\'').ToLowerInvariant();
        var job = Rows.Find(context.Environment, Tables.ImportJob, id) ?? throw context.Refuse(DataverseError.NotFound("importjob", id));
        return job.Text("completedon") is not null
            ? job
            : throw context.Refuse(new DataverseError(400, "0x80040216", $"The import job {id} has not completed."));
    }

    private static string Workbook(JsonObject job)
    {
        var status = job.Text("_error") is null ? "Processed" : "Unprocessed";
        var rows = new[] { ("Name", job.Text("solutionname")), ("Status", status), ("Message", job.Text("_error")), ("StopTime [s]", job.Text("completedon")) };
        var workbook = new XElement(Sheet + "Workbook", new XElement(Sheet + "Worksheet", new XAttribute(Sheet + "Name", "Solution"),
            new XElement(Sheet + "Table", rows.Select(r => new XElement(Sheet + "Row", Cell(r.Item1), Cell(r.Item2 ?? ""))))));
        return "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>" + workbook.ToString(SaveOptions.DisableFormatting);

        static XElement Cell(string text) => new(Sheet + "Cell", new XElement(Sheet + "Data", new XAttribute(Sheet + "Type", "String"), text));
    }

    private static string Hex(int code) => "0x" + code.ToString("x8", CultureInfo.InvariantCulture);
}
