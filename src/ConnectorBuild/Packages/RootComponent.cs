namespace ConnectorBuild.Packages;

/// <summary>A root component of a solution, as <c>solution.xml</c> names it.</summary>
/// <param name="Type">The component type, a number of Dataverse's option set <c>componenttype</c>.</param>
/// <param name="Id">Row id; null where the component is named by its schema name.</param>
/// <param name="SchemaName">Schema name; null where the component is named by its id.</param>
public sealed record RootComponent(int Type, Guid? Id, string? SchemaName);
