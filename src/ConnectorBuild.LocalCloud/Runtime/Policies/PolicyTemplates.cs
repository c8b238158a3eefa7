namespace ConnectorBuild.LocalCloud.Runtime.Policies;

/// <summary>The templates that the gateway knows.</summary>
internal static class PolicyTemplates
{
    /// <summary>All, in the order of docs/runtime.md.</summary>
    public static IReadOnlyList<PolicyTemplate> All { get; } =
    [
        .. HeaderAndQueryPolicies.All,
        .. RoutingPolicies.All,
        .. PropertyPolicies.All,
        .. CollectionPolicies.All,
        .. TextPolicies.All,
        .. ExtraCallPolicies.All,
        .. PagingPolicies.All,
    ];

    private static readonly Dictionary<string, PolicyTemplate> ById = All.ToDictionary(t => t.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The template with an id; null where there is none.</summary>
    public static PolicyTemplate? Find(string id) => ById.GetValueOrDefault(id);
}
