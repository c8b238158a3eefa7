namespace ConnectorBuild.Architecture.Tests;

/// <summary>A folder of an assembly and the folders below it that it may use; its own sub-folders are always allowed.</summary>
/// <param name="Namespace">The folder's namespace.</param>
/// <param name="Uses">Namespaces that it may use.</param>
public sealed record Floor(string Namespace, params string[] Uses)
{
    public override string ToString() => Namespace;
}
