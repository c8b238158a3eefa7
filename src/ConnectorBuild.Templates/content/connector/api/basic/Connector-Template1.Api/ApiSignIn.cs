using System.Security.Cryptography;
using System.Text;

/// <summary>
/// Callers bring a user name and a password. Both are settings, Basic:User and Basic:Password: user secrets, environment variables, a
/// vault.
/// </summary>
internal static class ApiSignIn
{
    public static void AddApiSignIn(this WebApplicationBuilder builder)
    {
    }

    public static void UseApiSignIn(this WebApplication app) => app.Use(async (context, next) =>
    {
        var user = app.Configuration["Basic:User"];
        var password = app.Configuration["Basic:Password"];
        if (!string.IsNullOrEmpty(user) && !string.IsNullOrEmpty(password)
            && IsSame($"{user}:{password}", context.Request.Headers.Authorization.ToString()))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Basic";
    });

    // In a time that does not tell how much of the password was right.
    private static bool IsSame(string wanted, string header) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(wanted))),
        Encoding.UTF8.GetBytes(header));
}
