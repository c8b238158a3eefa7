public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        this.Context.Request.Method = HttpMethod.Post;
        this.Context.Request.Headers.TryAddWithoutValidation("Prefer", "return=representation");
        return await this.Context.SendAsync(this.Context.Request, this.CancellationToken).ConfigureAwait(false);
    }
}
