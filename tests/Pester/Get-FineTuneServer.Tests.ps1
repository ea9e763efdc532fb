BeforeAll {
    Import-Module "$PSScriptRoot/../../OpenAIFineTune.psd1" -Force
    $script:State = Join-Path ([IO.Path]::GetTempPath()) "finetune-$([guid]::NewGuid())"
}

AfterAll {
    Stop-FineTuneServer
    Remove-Item $State -Recurse -Force -ErrorAction Ignore
}

Describe 'Get-FineTuneServer' {
    AfterEach { Stop-FineTuneServer }

    It 'lists the servers of the session, and no stopped one' {
        $first, $second = 1..2 | ForEach-Object { Start-FineTuneServer -StatePath $State -PassThru }

        Get-FineTuneServer | Should -Be @($first, $second)
        $first | Stop-FineTuneServer
        Get-FineTuneServer | Should -Be $second
    }

    It 'has the key of a server that was started without -PassThru' {
        Start-FineTuneServer -StatePath $State -WarningAction SilentlyContinue
        $server = Get-FineTuneServer

        $server.ApiKey | Should -BeOfType securestring
        (Invoke-RestMethod "$($server.Uri)models" -Authentication Bearer -Token $server.ApiKey -AllowUnencryptedAuthentication).data.id |
            Should -Contain 'local-baseline'
        $server | Out-String | Should -Not -Match 'sk-local'
    }

    It 'finds a server by its port, and says when there is none' {
        $server = Start-FineTuneServer -StatePath $State -PassThru

        Get-FineTuneServer -Port $server.Port | Should -Be $server
        Get-FineTuneServer -Port 9 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }
}
