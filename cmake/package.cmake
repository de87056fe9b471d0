# cpack makes a .deb of what is installed: cpack --config build/release/CPackConfig.cmake
# What it depends on is asked of dpkg-shlibdeps. The faces that stand in for an office's own are recommended, not required.
# Who keeps a package is who builds it: he says so, or his Debian tools' variables do. Nobody is named who would not know of it.
set(GAZ_MAINTAINER "" CACHE STRING "who keeps the package, as a .deb names him: Name <address>")
if(NOT GAZ_MAINTAINER AND DEFINED ENV{DEBFULLNAME} AND DEFINED ENV{DEBEMAIL})
  set(GAZ_MAINTAINER "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
elseif(NOT GAZ_MAINTAINER)
  set(GAZ_MAINTAINER "whoever built this package <nobody@gongbao.invalid>")
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME gongbao)
set(CPACK_PACKAGE_CONTACT "${GAZ_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "librsvg2-2, libzip4") # opened late (base/process/late.h), so it does not see them
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-cjk, fonts-lxgw-wenkai, fonts-liberation, fonts-dejavu-core")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "git, libreoffice-writer")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "government gazettes from plain sources to print-ready PDF")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "gongbao sets an issue of a Chinese government gazette: an editor writes plain
text, a file a document, and gets the cover, the contents, every document with
its letterhead, text, tables, figures, attachments and imprint, by the measures
of GB/T 9704. Files for screens, presses (PDF/X) and archives (PDF/A, PDF/UA)
come of one layout; the same sources always give the same bytes.")

# what Debian wants in share/doc beside our own
set(changelog ${CMAKE_BINARY_DIR}/generated/changelog.Debian)
file(WRITE ${changelog} "gongbao (${PROJECT_VERSION}) bookworm; urgency=medium

  * See CHANGELOG.md.

 -- ${GAZ_MAINTAINER}  Fri, 28 Jun 2024 00:00:00 +0800
")
execute_process(COMMAND gzip -9nkf ${changelog} COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${changelog}.gz DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME changelog.gz)
install(FILES cmake/deb/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES cmake/deb/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME gongbao)

include(CPack)
