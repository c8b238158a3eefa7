using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary>What an import is refused for before it changes anything.</summary>
internal static class ImportChecks
{
    public static void Run(ImportTarget target, SolutionFile file, JsonObject? former, bool isManaged, bool upgrade)
    {
        if (Rows.FindBy(target.Environment, Tables.Solution, "uniquename", file.UniqueName + ImportJob.HoldingSuffix) is not null)
        {
            throw new SolutionImportException(
                0x80048539,
                $"Solution manifest import: FAILURE: Holding solution {file.UniqueName}{ImportJob.HoldingSuffix} already exists.");
        }

        if (former is not null)
        {
            CheckFormer(target, file, former, isManaged, upgrade);
        }

        if (!isManaged)
        {
            return;
        }

        foreach (var connector in file.Connectors)
        {
            if (Rows.Find(target.Environment, Tables.Connector, connector.Id) is { } row && row["ismanaged"]?.GetValue<bool>() != true)
            {
                throw new SolutionImportException(0x80048544,
                    $"Connector import: FAILURE: A managed solution cannot overwrite the Connector component '{row.Text("name")}' with "
                        + $"Id={connector.Id} which has an "
                    + "unmanaged base instance. The most likely scenario for this error is that an unmanaged solution has installed a "
                    + "new unmanaged Connector component "
                    + "on the target system, and now a managed solution from the same publisher is trying to install that same "
                    + "Connector component as managed. This "
                    + "will cause an invalid layering of solutions on the target system and is not allowed.");
            }
        }
    }

    private static void CheckFormer(ImportTarget target, SolutionFile file, JsonObject former, bool isManaged, bool upgrade)
    {
        var wasManaged = former["ismanaged"]!.GetValue<bool>();
        if (upgrade && !(isManaged && wasManaged))
        {
            throw new SolutionImportException(0x80048542, "The imported solution and the existing solution must both be managed for upgrade.");
        }

        if (wasManaged != isManaged)
        {
            throw new SolutionImportException(0x80048541,
                $"The solution is already installed on this system as {(wasManaged ? "a managed" : "an unmanaged")} solution and the "
                    + "package supplied is attempting to install it "
                + $"in {(isManaged ? "managed" : "unmanaged")} mode. Import can only update solutions when the modes match. Uninstall "
                + "the current solution and try again.");
        }

        var publisher = Rows.Find(target.Environment, Tables.Publisher, former.Text("_publisherid_value"));
        if (!string.Equals(publisher.Text("uniquename"), file.PublisherName, StringComparison.OrdinalIgnoreCase))
        {
            throw new SolutionImportException(0x80048543,
                $"The publisher of the solution '{file.UniqueName}' is '{publisher.Text("uniquename")}' on this system and "
                    + $"'{file.PublisherName}' in the package; it cannot be changed.");
        }

        var order = Version.Parse(file.Version).CompareTo(Version.Parse(former.Text("version")!));
        if (isManaged && (upgrade ? order <= 0 : order < 0))
        {
            throw new SolutionImportException(
                0x80048540, "The import solution must have a higher version than the existing solution it is upgrading.");
        }
    }
}
