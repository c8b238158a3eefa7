namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>Unmanaged customizations that lie over a managed connector.</summary>
internal static class UnmanagedLayers
{
    /// <summary>What takes an unmanaged layer away, as a sentence.</summary>
    /// <param name="connector">The connector's row name.</param>
    public static string Cure(string connector) =>
        $"In the maker portal, under Solutions, open the connector '{connector}', choose See solution layers, and remove the unmanaged "
            + "customizations (Remove active customizations of the unmanaged layer).";
}
