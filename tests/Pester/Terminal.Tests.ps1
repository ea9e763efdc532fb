# A service whose every text tries to act on the terminal: nothing that is shown may hold an escape or a bidi control.
BeforeAll {
    $env:OPENAIFINETUNE_HOME = Join-Path $TestDrive 'home'
    . $PSScriptRoot/ScriptedServer.ps1
    $script:Server = Connect-ScriptedServer
    $evil = '\u001b]0;x\u0007\u001b[2J\u202e'
    $script:Server.Answers['GET /v1/files'] =
        "{""data"":[{""id"":""file-1$evil"",""filename"":""n$evil"",""purpose"":""p$evil""}],""has_more"":false}"
    $script:Server.Answers['GET /v1/fine_tuning/jobs'] =
        "{""data"":[{""id"":""ftjob-1$evil"",""model"":""m$evil"",""status"":""s$evil"",""user_provided_suffix"":""u$evil""}]}"
    $script:Server.Answers['GET /v1/files/file-9'] = "{""error"":{""message"":""no$evil"",""code"":""c$evil""}}"
    $script:Escapes = '[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]'

    # As the host shows it, without the colours of the host's own.
    function Get-Shown([scriptblock] $Script) {
        $PSStyle.OutputRendering = 'PlainText'
        $ErrorActionPreference = 'Continue'
        (& $Script *>&1 | Out-String -Width 200) -replace '\r?\n', ' '
    }
}

Describe 'A service that attacks the terminal' {
    AfterAll {
        Disconnect-FineTune -All
        $Server.Dispose()
    }

    It 'reaches it by no <Name>' -ForEach @(
        @{ Name = 'table of files'; Script = { Get-FineTuneFile } }
        @{ Name = 'table of jobs'; Script = { Get-FineTune } }
        @{ Name = 'list of a job'; Script = { Get-FineTune | Format-List } }
        @{ Name = 'error'; Script = { Get-FineTuneFile file-9 } }
        @{ Name = 'verbose or debug line'; Script = { Get-FineTuneFile "file-9`e[2J" -Verbose -Debug } }
        @{ Name = 'answer'; Script = { Invoke-FineTunedCompletion "p`e[2J" -Model m } }
        @{ Name = 'streamed answer'; Script = { Invoke-FineTunedCompletion "p`e[2J" -Model m -Stream } }
    ) {
        $shown = Get-Shown $Script
        $shown | Should -Not -BeNullOrEmpty
        $shown | Should -Not -Match $Escapes
    }

    It 'is seen as it is in the object' {
        (Get-FineTuneFile).FileName | Should -Be "n`e]0;x`a`e[2J$([char]0x202e)"
    }
}
