using System.Collections.Immutable;
using System.Text.Json;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>What a token says that its holder may do. Graph decides; the token is read so that a run need not fail half-way.</summary>
/// <param name="IsReadable">Whether the token could be read.</param>
/// <param name="IsApplication">Whether an app signed in, not a person.</param>
/// <param name="Permissions">Application permissions (<c>roles</c>), or delegated ones (<c>scp</c>).</param>
/// <param name="DirectoryRoles">Template ids of directory roles (<c>wids</c>), without the two that everybody has.</param>
public sealed record GraphRights(
    bool IsReadable, bool IsApplication, ImmutableArray<string> Permissions, ImmutableArray<Guid> DirectoryRoles)
{
    // What a person, or an app, has without any role (Microsoft Learn, "Access token claims reference": wids).
    private static readonly Guid[] OfEverybody =
        [new("b79fbf4d-3ef9-4689-8143-76b194e85509"), new("0997a1d0-0d1d-4acb-b408-d5ca73121e90")];

    // With it, a client may do whatever the person may do.
    private const string AsThePerson = "Directory.AccessAsUser.All";

    /// <summary>Of a token that cannot be read.</summary>
    public static GraphRights Unknown { get; } = new(IsReadable: false, IsApplication: true, [], []);

    /// <summary>Whether the right is there: true, false, or null where the token does not say.</summary>
    public bool? Has(GraphRight right)
    {
        ArgumentNullException.ThrowIfNull(right);
        if (!IsReadable)
        {
            return null;
        }

        var isPermitted = Permissions.Intersect(right.Enough, StringComparer.OrdinalIgnoreCase).Any();
        var hasRole = DirectoryRoles.Intersect(right.Roles).Any();
        if (IsApplication)
        {
            // Another role may bring the right, too.
            return isPermitted || hasRole ? true : DirectoryRoles.IsEmpty ? false : null;
        }

        // A person has a right where both the client and the person have it.
        return !isPermitted && !Permissions.Contains(AsThePerson, StringComparer.OrdinalIgnoreCase) ? false : hasRole ? true : null;
    }

    /// <summary>Whether the one permission that is enough for apps of one's own only is all that the identity has.</summary>
    internal bool IsForOwnApplicationsOnly => Has(GraphRight.OwnApplications) == true && Has(GraphRight.AllApplications) != true;

    internal static GraphRights Read(JsonElement claims, bool isApplication) => new(
        IsReadable: true,
        isApplication,
        isApplication ? [.. Texts(claims, "roles")] : [.. Texts(claims, "scp").SelectMany(s => s.Split(' ', StringSplitOptions.RemoveEmptyEntries))],
        [.. Texts(claims, "wids").Where(w => Guid.TryParse(w, out _)).Select(Guid.Parse).Except(OfEverybody)]);

    private static IEnumerable<string> Texts(JsonElement claims, string name) =>
        !claims.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : [];
}
