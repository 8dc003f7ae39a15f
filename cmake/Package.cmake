# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` puts where besides what programs and resources install themselves, and the .deb of `cpack`.
# Folders are fixed names below the prefix: the programs find share/stepmark by their own place (app/work/work.cpp).
install(DIRECTORY ${STEPMARK_ROOT}/resources/base DESTINATION share/stepmark)
install(FILES ${STEPMARK_ROOT}/README.md ${STEPMARK_ROOT}/CHANGELOG.md ${STEPMARK_ROOT}/resources/desktop/copyright
  DESTINATION share/doc/stepmark)

set(STEPMARK_MAINTAINER "Stepmark maintainers <maintainers@stepmark.invalid>" CACHE STRING "Who a package names")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME stepmark)
set(CPACK_PACKAGE_CONTACT "${STEPMARK_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "label the steps of solutions, train a process reward model on the marks")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "Each step of a candidate solution is marked right, neutral or wrong; a background worker trains a reward model on the marks
 and queues what is most worth marking next. One SQLite file a project, no server, no account.")
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
# Libraries by dpkg-shlibdeps. What is loaded by name it cannot see: Qt's SQLite, and a BLAS that is quick (libtorch is
# content with any, the slowest comes first).
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libopenblas0-openmp | libopenblas0")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core, qt6-translations-l10n, qt6-wayland")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "fonts-wqy-microhei | fonts-noto-cjk")
include(CPack)
