using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Solutions: names, versions, publisher; deleting a managed one uninstalls what it brought.</summary>
internal sealed partial class SolutionBehaviour : TableBehaviour
{
    public override void BeforeSave(DataverseContext context, JsonObject row, JsonObject? former)
    {
        DemandUnique(context, Tables.Solution, row, "uniquename");
        if (!UniqueName().IsMatch(row.Text("uniquename")!))
        {
            throw context.Refuse(
                new DataverseError(
                    400, "0x8004F002",
                    "The solution unique name may hold only letters, digits and underscores and must start with a letter or an "
                        + "underscore."));
        }

        if (!IsVersion(row.Text("version")!))
        {
            throw context.Refuse(new DataverseError(400, "0x80048041", "The solution version is not valid: it has two to four numbers with dots."));
        }

        if (row.Text("_publisherid_value") is null)
        {
            throw context.Refuse(new DataverseError(400, "0x80040203", "A solution needs a publisher: publisherid@odata.bind."));
        }

        row["isvisible"] ??= true;
        row["isapimanaged"] ??= false;
        row["solutionpackageversion"] ??= "9.2";
        row["installedon"] ??= Shape.DataverseTime(context.State.Now);
        if (former is null)
        {
            OtherComponents.Seed(context, row);
        }
    }

    /// <summary>Whether a text is a version: two to four numbers, each small enough to be compared.</summary>
    public static bool IsVersion(string text) => VersionPattern.IsMatch(text) && Version.TryParse(text, out _);

    public override void BeforeDelete(DataverseContext context, JsonObject row)
    {
        var id = row.Id(Tables.Solution);
        if (id is SolutionIds.Active or SolutionIds.Default)
        {
            throw context.Refuse(new DataverseError(400, "0x8004F002", "The system solution cannot be deleted."));
        }

        Components.RemoveSolution(context with { IsManagedImport = row["ismanaged"]!.GetValue<bool>() }, row);
    }

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*$")]
    private static partial Regex UniqueName();

    [GeneratedRegex(@"^\d+(\.\d+){1,3}$")]
    private static partial Regex VersionPattern { get; }
}
