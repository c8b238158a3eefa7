using System.Collections.Immutable;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Cloud.Entra;

/// <summary>Turns resource URLs and scope names into the ids that an app registration asks with, so that nobody types a GUID.</summary>
public static class PermissionResolver
{
    private const string DefaultScope = "user_impersonation";

    /// <summary>The delegated permissions that the connector needs.</summary>
    /// <param name="wanted">What the connector asks for.</param>
    /// <param name="found">What the tenant has.</param>
    /// <param name="location">Where to point at in a message.</param>
    /// <exception cref="ConnectorException">CB7101: a resource is not in the tenant; CB7102: a scope is not offered; CB7103: the scope cannot be guessed.</exception>
    public static ImmutableArray<ResolvedPermission> Resolve(
        IReadOnlyList<ResourceScopes> wanted, IReadOnlyList<ResourceApi> found, SourceLocation? location)
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
                    $"No API with the resource URL '{want.Resource}' is known in the tenant, so no permission can be given and every sign-in would end with AADSTS500011. Nothing was changed. Check resourceUri in apiProperties.json to the letter, or have the API's service principal made in this tenant.{(near.Length == 0 ? "" : $" The nearest that the tenant has: {string.Join(", ", near.Select(n => $"'{n}'"))}.")}",
                    location));
                continue;
            }

            IEnumerable<string?> names = want.Scopes;
            if (want.Scopes.Count == 0)
            {
                names = new[] { Default(api, problems, location) };
            }

            foreach (var name in names.OfType<string>())
            {
                if (api.Scopes.FirstOrDefault(s => s.IsEnabled && string.Equals(s.Value, name, StringComparison.OrdinalIgnoreCase)) is { } scope)
                {
                    resolved.Add(new ResolvedPermission(api, scope));
                }
                else
                {
                    problems.Add(new Diagnostic(
                        EntraDiagnostics.ScopeNotFound,
                        $"'{api.DisplayName}' ({want.Resource}) offers no delegated permission '{name}', so users could not consent to it. Nothing was changed. {Near(name, api)}",
                        location));
                }
            }
        }

        return problems.Count == 0 ? [.. resolved.Distinct()] : throw new ConnectorException(problems);
    }

    private static string? Default(ResourceApi api, List<Diagnostic> problems, SourceLocation? location)
    {
        var enabled = api.Scopes.Where(s => s.IsEnabled).ToList();
        var scope = enabled.Find(s => s.Value == DefaultScope) ?? (enabled.Count == 1 ? enabled[0] : null);
        if (scope is null)
        {
            problems.Add(new Diagnostic(
                EntraDiagnostics.ScopeMissing,
                $"The connector names no scope of '{api.DisplayName}' ({api.Asked}), and it has no '{DefaultScope}' that would go without saying. Without a permission users cannot sign in. Nothing was changed. Add the names to oAuthSettings.scopes in apiProperties.json. {Offered(api)}",
                location));
        }

        return scope?.Value;
    }

    private static string Near(string name, ResourceApi api)
    {
        var near = api.Scopes
            .Where(s => s.IsEnabled)
            .OrderBy(s => Similar.Distance(s.Value, name))
            .Take(5)
            .Select(s => $"'{s.Value}'")
            .ToList();
        return near.Count == 0 ? "It offers none at all: the owner of the API must expose one." : $"The nearest that it offers: {string.Join(", ", near)}.";
    }

    private static string Offered(ResourceApi api)
    {
        var names = api.Scopes.Where(s => s.IsEnabled).Select(s => $"'{s.Value}'").Take(10).ToList();
        return names.Count == 0 ? "It offers none at all: the owner of the API must expose one." : $"It offers: {string.Join(", ", names)}.";
    }
}

/// <summary>A permission with everything that is known of it.</summary>
/// <param name="Api">The resource.</param>
/// <param name="Scope">The delegated permission.</param>
public sealed record ResolvedPermission(ResourceApi Api, DelegatedScope Scope)
{
    /// <summary>The entry that an app registration asks with.</summary>
    public RequiredPermission Required => new(Api.AppId!.Value, Scope.Id, "Scope");
}
