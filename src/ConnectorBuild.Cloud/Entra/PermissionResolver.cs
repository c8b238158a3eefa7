using System.Collections.Immutable;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>Turns resource URLs and scope names into the ids that an app registration asks with, so that nobody types a GUID.</summary>
public static class PermissionResolver
{
    private const string GeneralAdvice = "Check resourceUri in apiProperties.json to the letter, or have the API's service principal "
        + "made in this tenant.";

    /// <summary>The delegated permissions that the connector needs.</summary>
    /// <param name="wanted">What the connector asks for.</param>
    /// <param name="found">What the tenant has.</param>
    /// <param name="location">Where to point at in a message.</param>
    /// <param name="application">The app, whose permissions count where the connector names none; null where it is yet to be made.</param>
    /// <param name="advice">What to do where a resource is not there, by resource; null for the general advice.</param>
    /// <exception cref="ConnectorException">CB7101: a resource is not in the tenant; CB7102: a scope is not offered; CB7103: the scope
    /// cannot be guessed.</exception>
    public static ImmutableArray<ResolvedPermission> Resolve(
        IReadOnlyList<ResourceScopes> wanted, IReadOnlyList<ResourceApi> found, SourceLocation? location, ApplicationState? application = null,
        IReadOnlyDictionary<string, string>? advice = null)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var problems = new List<Diagnostic>();
        var resolved = ImmutableArray.CreateBuilder<ResolvedPermission>();
        foreach (var want in wanted)
        {
            var api = found.FirstOrDefault(r => r.AppId is not null && ResourceScopes.IsSame(r.Asked, want.Resource));
            if (api is null)
            {
                var near = found.FirstOrDefault(r => ResourceScopes.IsSame(r.Asked, want.Resource))?.Near ?? [];
                problems.Add(new Diagnostic(
                    EntraDiagnostics.ResourceNotFound,
                    $"No API with the resource URL '{want.Resource}' is known in the tenant, so no permission can be given and every "
                        + "sign-in would end with AADSTS500011. Nothing was changed. "
                        + $"{advice?.GetValueOrDefault(want.Resource) ?? GeneralAdvice}{(near.Length == 0 ? "" : $" The nearest that the tenant has: {string.Join(", ", near.Select(n => $"'{n}'"))}.")}",
                    location));
                continue;
            }

            if (want.Scopes.Count == 0)
            {
                if (UnnamedPermissions.Find(want, api, application) is { } unnamed)
                {
                    resolved.AddRange(unnamed.Scopes.Select(s => new ResolvedPermission(api, s, unnamed.Source)));
                }
                else
                {
                    problems.Add(Missing(want, api, location));
                }
            }

            foreach (var name in want.Scopes)
            {
                if (api.Scopes.FirstOrDefault(s => s.IsEnabled && string.Equals(s.Value, name, StringComparison.OrdinalIgnoreCase)) is { } scope)
                {
                    resolved.Add(new ResolvedPermission(api, scope));
                }
                else
                {
                    problems.Add(new Diagnostic(
                        EntraDiagnostics.ScopeNotFound,
                        $"'{api.DisplayName}' ({want.Resource}) offers no delegated permission '{name}', so users could not consent to "
                            + $"it. Nothing was changed. {Near(name, api)}",
                        want.Place ?? location));
                }
            }
        }

        return problems.Count == 0 ? [.. resolved.DistinctBy(p => p.Required)] : throw new ConnectorException(problems);
    }

    private static Diagnostic Missing(ResourceScopes want, ResourceApi api, SourceLocation? location)
    {
        var names = UnnamedPermissions.ByFit(api, want.PathWords).Select(n => $"'{n}'").Take(10).ToList();
        return new Diagnostic(
            EntraDiagnostics.ScopeMissing,
            $"The connector names no scope of '{api.DisplayName}' ({api.Asked}), and neither the definition's security, nor the app, "
                + "nor the API says which permission is meant. Without a permission users cannot sign in. Nothing was changed. Add "
                + "the names to oAuthSettings.scopes in apiProperties.json. "
                + $"{(names.Count == 0 ? "The API offers none at all: its owner must expose one." : $"The API offers: {string.Join(", ", names)}.")}",
            want.Place ?? location);
    }

    private static string Near(string name, ResourceApi api)
    {
        var near = api.Scopes
            .Where(s => s.IsEnabled)
            .OrderBy(s => Similar.Distance(s.Value, name))
            .Take(5)
            .Select(s => $"'{s.Value}'")
            .ToList();
        return near.Count == 0
            ? "It offers none at all: the owner of the API must expose one."
            : $"The nearest that it offers: {string.Join(", ", near)}.";
    }
}
