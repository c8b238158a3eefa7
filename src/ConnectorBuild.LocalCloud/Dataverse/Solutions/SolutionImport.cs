using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary>What an import does: publisher, solution, connectors, environment variables, connection references.</summary>
internal static class SolutionImport
{
    public static void Apply(ImportTarget target, SolutionFile file, JsonObject parameters, bool upgrade)
    {
        if (file.Unsupported.Count > 0)
        {
            throw new SolutionImportException(0x80040216, Http.NotSupported.Message($"the import of {string.Join(", ", file.Unsupported)}"));
        }

        var isManaged = file.IsManaged || Flag(parameters, "ConvertToManaged");
        var context = target.Context(isManaged);
        if (!isManaged)
        {
            Components.DemandUnmanagedChange(context);
        }

        var former = Rows.FindBy(target.Environment, Tables.Solution, "uniquename", file.UniqueName);
        ImportChecks.Run(target, file, former, isManaged, upgrade);
        var publisher = Publisher(target, file);
        var isHolding = Flag(parameters, "HoldingSolution") && former is not null;
        var solution = Solution(target, file, publisher, isHolding ? null : former, isManaged, isHolding);
        var before = Components.Of(target.Environment, solution.Id(Tables.Solution)).Select(c => c.Text("objectid")).ToList();
        var settings = new ComponentSettings(parameters);
        var components = new List<(Table Table, JsonObject Row)>();
        components.AddRange(VariableImport.Apply(context, file, settings, isManaged).Select(r => (Tables.EnvironmentVariableDefinition, r)));
        components.AddRange(
            file.Connectors.Select(
                c => (Tables.Connector, ConnectorImport.Apply(
                    context, c, isManaged, Flag(parameters, "OverwriteUnmanagedCustomizations")))));
        components.AddRange(ReferenceImport.Apply(context, file, settings, isManaged).Select(r => (Tables.ConnectionReference, r)));
        components.ForEach(c => Components.Add(context, solution, c.Table, c.Row));
        if (upgrade)
        {
            RemoveOld(context, solution, before.Except(components.Select(c => c.Row.Id(c.Table))), isManaged);
        }
    }

    /// <summary>Makes a holding solution the solution; what only the old one had goes. Returns the solution's id.</summary>
    public static string Promote(ImportTarget target, string name, JsonObject holding)
    {
        var context = target.Context(isManaged: true);
        if (Rows.FindBy(target.Environment, Tables.Solution, "uniquename", name) is { } old)
        {
            Components.RemoveSolution(context, old);
            target.Environment.Remove(Tables.Solution.Name, old.Id(Tables.Solution));
        }

        var copy = holding.Copy();
        copy["uniquename"] = name;
        Rows.Touch(target.Environment, Tables.Solution, copy, target.UserId, target.State.Now);
        return copy.Id(Tables.Solution);
    }

    private static void RemoveOld(DataverseContext context, JsonObject solution, IEnumerable<string?> ids, bool isManaged)
    {
        foreach (var component in Components.Of(context.Environment, solution.Id(Tables.Solution)).Where(c => ids.Contains(c.Text("objectid"))).OrderBy(Components.DeletionOrder).ToList())
        {
            context.Environment.Remove(Tables.SolutionComponent.Name, component.Id(Tables.SolutionComponent));
            if (isManaged)
            {
                Components.RemoveRowIfOrphan(context, component);
            }
        }
    }

    private static JsonObject Publisher(ImportTarget target, SolutionFile file)
    {
        if (Rows.FindBy(target.Environment, Tables.Publisher, "uniquename", file.PublisherName) is { } known)
        {
            return known;
        }

        var publisher = Rows.New(target.Environment, Tables.Publisher, target.State.Ids.NextId(), target.UserId, target.State.Now);
        publisher["uniquename"] = file.PublisherName;
        publisher["friendlyname"] = file.PublisherFriendlyName;
        publisher["customizationprefix"] = file.Prefix;
        publisher["customizationoptionvalueprefix"] = file.OptionPrefix;
        foreach (var (column, text) in file.PublisherTexts)
        {
            publisher[column] = text;
        }

        new PublisherBehaviour().BeforeSave(target.Context(file.IsManaged), publisher, null);
        return Rows.Put(target.Environment, Tables.Publisher, publisher);
    }

    private static JsonObject Solution(
        ImportTarget target, SolutionFile file, JsonObject publisher, JsonObject? former, bool isManaged, bool isHolding)
    {
        var now = target.State.Now;
        var solution = former?.Copy() ?? Rows.New(target.Environment, Tables.Solution, target.State.Ids.NextId(), target.UserId, now);
        solution["uniquename"] = isHolding ? file.UniqueName + ImportJob.HoldingSuffix : file.UniqueName;
        solution["friendlyname"] = file.FriendlyName;
        solution["description"] = file.Description.Length == 0 ? null : file.Description;
        solution["version"] = file.Version;
        solution["ismanaged"] = isManaged;
        solution["_publisherid_value"] = publisher.Id(Tables.Publisher);
        solution["updatedon"] = former is null ? null : Shape.DataverseTime(now);
        new SolutionBehaviour().BeforeSave(target.Context(isManaged), solution, former);
        return Rows.Touch(target.Environment, Tables.Solution, solution, target.UserId, now);
    }

    private static bool Flag(JsonObject parameters, string name) =>
        parameters[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
