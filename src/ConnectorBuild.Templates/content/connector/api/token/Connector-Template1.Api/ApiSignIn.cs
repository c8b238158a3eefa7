/// <summary>Callers bring an access token. The section Authentication of appsettings.json says who issues tokens, and for whom.</summary>
internal static class ApiSignIn
{
    private const string Scope = "API_SCOPE";

    public static void AddApiSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication().AddJwtBearer(options => options.MapInboundClaims = false);
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(
            new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder()
                .RequireAssertion(context => context.User.FindFirst("API_CLAIM")?.Value.Split(' ').Contains(Scope) ?? false)
                .Build());
    }

    public static void UseApiSignIn(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }
}
