namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Ids that are the same in every environment.</summary>
internal static class SolutionIds
{
    /// <summary>The solution <c>Active</c>: the unmanaged layer.</summary>
    public const string Active = "fd140aae-4df4-11dd-bd17-0019b9312238";

    /// <summary>The solution <c>Default</c>, to which every component belongs.</summary>
    public const string Default = "fd140aaf-4df4-11dd-bd17-0019b9312238";
}
