BeforeAll {
    . $PSScriptRoot/FileFixture.ps1
}

Describe 'Disconnect-FineTune' {
    BeforeEach {
        Disconnect-FineTune -All
        $null = Connect-FineTune -Name first -ApiKey sk-1
        $null = Connect-FineTune -Name second -ApiKey sk-2
    }

    AfterAll {
        Disconnect-FineTune -All
    }

    It 'ends the current connection, and the one before is current again' {
        Disconnect-FineTune | Should -BeNullOrEmpty
        (Get-FineTuneConnection -Current).Name | Should -Be 'first'
    }

    It 'ends a connection by name and from the pipeline' {
        Disconnect-FineTune first
        (Get-FineTuneConnection).Name | Should -Be 'second'
        Get-FineTuneConnection | Disconnect-FineTune
        Get-FineTuneConnection | Should -BeNullOrEmpty
    }

    It 'says that there is none' {
        Disconnect-FineTune -All
        Disconnect-FineTune -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
    }

    It 'happens when the module is removed' {
        $state = Join-Path $TestDrive 'state'
        $null = Connect-FineTune -Local -StatePath $state
        Import-Module (Join-Path $PSScriptRoot '../../OpenAIFineTune.psd1') -Force
        Get-FineTuneConnection | Should -BeNullOrEmpty
    }
}
