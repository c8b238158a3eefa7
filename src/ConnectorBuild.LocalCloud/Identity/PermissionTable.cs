namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>
/// The permissions of an API that has hundreds, in a resource of this assembly: a line each, columns separated by tabs (name, id of the
/// delegated permission, who may consent, id of the application permission). Read when the first request needs one.
/// </summary>
internal static class PermissionTable
{
    /// <summary>The permissions of a resource file.</summary>
    /// <param name="file">The file's name in <c>Identity/Permissions</c>.</param>
    public static IReadOnlyList<KnownPermission> Read(string file)
    {
        using var stream = typeof(PermissionTable).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The assembly has no resource '{file}'.");
        using var reader = new StreamReader(stream);
        var permissions = new List<KnownPermission>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                permissions.Add(Parse(line.Split('\t')));
            }
        }

        return permissions;
    }

    private static KnownPermission Parse(string[] columns) =>
        new(columns[0], Column(columns, 1), Column(columns, 2) is not (null or "user"), Column(columns, 3));

    private static string? Column(string[] columns, int index) => columns.Length > index && columns[index].Length > 0 ? columns[index] : null;
}
